package org.wms2.ports.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.workflow.Workflow;

/** Requests, their claims, and the one way to change anything. */
public interface RequestStore {
    /**
     * Inserts a request with its workflow and its first transition, in one transaction.
     *
     * @throws org.wms2.ports.error.Wms2Exception with code CONFLICT if the name is taken
     */
    void create(Request request, Workflow workflow, String who);

    /**
     * Inserts the next processing version of a request with its workflow and first transition, changes the one before as it
     * says and links both, in one transaction. The claim on the one before is taken away with its generation, so that
     * whoever decided something of it earlier can store nothing.
     *
     * @throws org.wms2.ports.error.Wms2Exception with code CONFLICT if the name is taken
     * @return false if the one before is not as the restart was decided on: another version, superseded, or a change's
     *     "from"; then nothing is changed
     */
    boolean supersede(NewVersion version);

    Optional<Request> find(RequestName name);

    List<Request> list(RequestFilter filter);

    /**
     * Requests that are not final, or final and owing, and whose next look is due, or that have an open wish that no
     * decision has seen; urgent ones first, then highest priority, then oldest.
     */
    List<RequestName> due(Instant now, int limit);

    /**
     * Requests in status queued that may be admitted, in the order of admission: urgent ones first, then highest
     * priority, then oldest.
     *
     * @param before whose next look is not later: one that waits for its input stands in nobody's way
     * @param drivenSince whose claim ended later than this, if at all: one that nobody works on any more stands in nobody's
     *     way either; null: all
     */
    List<RequestName> queued(Instant before, @Nullable Instant drivenSince, int limit);

    /**
     * How many slots for DAGs are taken: requests in status planning or pilot_running, and DAGs in status submitted or
     * running, or ready with an active request or an open intent to submit. A rescue that waits in the queue takes none.
     */
    int slotsTaken();

    /**
     * Claims a request for a lease from now by the database's clock. Renews our own claim (same generation); takes over
     * an expired or released one (generation + 1).
     *
     * @return empty if another's claim is live, or there is no such request
     */
    Optional<Claim> claim(RequestName name, String owner, Duration lease);

    /** Who has the request; empty if nobody ever had, or it was released. */
    Optional<ClaimView> claimOf(RequestName name);

    /** Gives a claim back, if it is still ours. */
    void release(Claim claim);

    /**
     * Applies a change set: compare-and-set on the row's version and the claim's generation, in one transaction.
     *
     * @throws org.wms2.ports.error.Wms2Exception with code CONFLICT if a ledger position would be taken twice; then
     *     nothing is changed
     * @return false if version, generation or a part's "from" is not what is stored; then nothing is changed
     */
    boolean apply(ChangeSet changes);
}
