package org.wms2.persistence.jdbi;

import org.jdbi.v3.core.Handle;
import org.wms2.persistence.jdbi.LedgerWriter.NewEntry;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SubjectKind;

/**
 * Writes the parts of one change set, in its transaction, with the request's row locked. Throws {@link NotAsStored} if a
 * part's "from" is not what is stored.
 */
final class ChangeWriter {
    private final Handle h;
    private final ChangeSet set;
    private final RequestName request;
    private final WorkWriter work;
    private final OutputWriter outputs;
    private final LedgerWriter ledger;
    private final WishWriter wishes;

    ChangeWriter(Handle h, ChangeSet set) {
        this.h = h;
        this.set = set;
        this.request = set.claim().request();
        this.ledger = new LedgerWriter(h, request);
        this.work = new WorkWriter(h, this, ledger);
        this.outputs = new OutputWriter(h, this);
        this.wishes = new WishWriter(h, this);
    }

    void writeAll() {
        set.changes().forEach(this::write);
        ledger.flush();
        set.end().ifPresent(wishes::endAll);
    }

    /** Claims wait for the next part that is none: those of a round follow each other and make a batch. */
    private void write(Change change) {
        if (!(change instanceof Change.ClaimInput || change instanceof Change.ExcludeInput)) {
            ledger.flush();
        }
        switch (change) {
            case Change.MoveRequest c -> moveRequest(c);
            case Change.Wait c -> waitFor(c);
            case Change.SetPriority c -> setPriority(c.priority());
            case Change.SeeWishes c -> wishes.see(c);
            case Change.EndWish c -> wishes.end(c);
            case Change.SetRound c -> setRound(c);
            case Change.TakeSteps c -> takeSteps(c);
            case Change.SetOwing c -> setOwing(c);
            case Change.PutRescue c -> work.putRescue(c.dag());
            case Change.PutFailures c -> new FailureWriter(h, request).put(c.failures());
            case Change.BanSite c -> banSite(c.ban());
            case Change.PutPilot c -> {
                own("pilot", c.pilot().request());
                PilotRows.put(h, c);
            }
            case Change.RemoveDirectory c -> {
                own("submit directory", c.removed().request());
                DirectoryRows.put(h, c.removed());
            }
            case Change.TuneWorkflow c -> {
                own("workflow", c.workflow().request());
                PilotRows.tune(h, c.workflow());
            }
            case Change.PutDag c -> work.putDag(c.dag());
            case Change.ReadyDag c -> work.readyDag(c);
            case Change.MoveDag c -> work.moveDag(c);
            case Change.FixCluster c -> work.fixCluster(c);
            case Change.PutWorkUnits c -> work.putUnits(c.units());
            case Change.MoveWorkUnit c -> work.moveUnit(c);
            case Change.ClaimInput c ->
                c.spans().forEach(span -> ledger.add(new NewEntry(span, c.workUnit(), null, "", set.at())));
            case Change.ExcludeInput c -> ledger.add(new NewEntry(c.span(), null, c.reason(), c.why(), set.at()));
            case Change.PutBlock c -> outputs.putBlock(c.block());
            case Change.UpdateBlock c -> outputs.updateBlock(c);
            case Change.InvalidateOutputs c -> new InvalidationWriter(h, this).write(c);
            case Change.PutFiles c -> outputs.putFiles(c.files());
            case Change.PutIntent c -> putIntent(c.intent());
            case Change.EndIntent c -> endIntent(c);
        }
    }

    /** The request that the set's claim is for: every statement is limited to it. */
    RequestName request() {
        return request;
    }

    ChangeSet set() {
        return set;
    }

    /** A transition of one of the request's subjects, at the set's time. */
    void transition(SubjectKind kind, String subject, String from, String to, String why) {
        Transitions.insert(h, request, kind, subject, from, to, set.at(), why, set.who());
    }

    /**
     * Checks that a row belongs to the request of the set.
     *
     * @throws Wms2Exception INTERNAL if it is another's: a defect, and not a race
     */
    void own(String what, RequestName owner) {
        if (!owner.equals(request)) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "a change set of " + request + " holds a " + what + " of " + owner);
        }
    }

    /** A moved request is looked at at once, unless a Wait after it says otherwise. */
    private void moveRequest(Change.MoveRequest c) {
        NotAsStored.unlessOne(h.createUpdate("""
                        UPDATE requests
                        SET status = :to, status_since = :at, cause = :cause, reason = :reason,
                            cause_since = CASE WHEN cause = :cause AND cause <> 'none' THEN cause_since ELSE :at END,
                            suggestion = :suggestion, next_look = least(next_look, :at)
                        WHERE name = :name AND status = :from""")
                .bind("name", request.value())
                .bind("from", c.from().word())
                .bind("to", c.to().word())
                .bind("at", Columns.time(set.at()))
                .bind("cause", c.cause().word())
                .bind("reason", c.reason())
                .bind("suggestion", c.suggestion())
                .execute());
        Transitions.ofRequest(h, request, c.from().word(), c.to().word(), set.at(), c.reason(), set.who());
    }

    private void waitFor(Change.Wait c) {
        NotAsStored.unlessOne(h.createUpdate("""
                        UPDATE requests
                        SET cause = :cause, cause_since = CASE WHEN cause = :cause THEN cause_since ELSE :at END,
                            reason = :reason, next_look = :look
                        WHERE name = :name""")
                .bind("name", request.value())
                .bind("cause", c.cause().word())
                .bind("at", Columns.time(set.at()))
                .bind("reason", c.reason())
                .bind("look", Columns.time(c.nextLook()))
                .execute());
    }

    private void takeSteps(Change.TakeSteps c) {
        NotAsStored.unlessOne(h.createUpdate("UPDATE requests SET steps_taken = :taken WHERE name = :name")
                .bind("name", request.value())
                .bind("taken", c.taken())
                .execute());
    }

    private void setOwing(Change.SetOwing c) {
        NotAsStored.unlessOne(h.createUpdate("UPDATE requests SET owing = :owing WHERE name = :name")
                .bind("name", request.value())
                .bind("owing", c.owing())
                .execute());
    }

    /** A decision bans for its own request, or for all. */
    private void banSite(SiteBan ban) {
        RequestName of = ban.request();
        own("site ban", of == null ? request : of);
        JdbiSiteStore.put(h, ban);
    }

    /** A transition to the same status, so that it is seen who raised or lowered it; none if nothing changes. */
    private void setPriority(int priority) {
        h.createQuery("""
                        UPDATE requests r SET priority = :priority
                        FROM (SELECT name, priority FROM requests WHERE name = :name) AS old
                        WHERE r.name = old.name AND old.priority <> :priority
                        RETURNING old.priority AS before, r.status""")
                .bind("name", request.value())
                .bind("priority", priority)
                .map((row, context) -> new Before(row.getInt("before"), Columns.text(row, "status")))
                .findOne()
                .ifPresent(old -> transition(
                        SubjectKind.REQUEST,
                        request.value(),
                        old.status(),
                        old.status(),
                        "priority " + old.priority() + " -> " + priority));
    }

    private record Before(int priority, String status) {}

    private void setRound(Change.SetRound c) {
        NotAsStored.unlessOne(h.createUpdate("""
                        UPDATE requests SET round = :round, planned_units = :planned, input_exhausted = :exhausted
                        WHERE name = :name""")
                .bind("name", request.value())
                .bind("round", c.round())
                .bind("planned", c.plannedUnits())
                .bind("exhausted", c.inputExhausted())
                .execute());
    }

    /** An intent that is open keeps its time; one that has ended is opened anew. */
    private void putIntent(Intent intent) {
        h.createUpdate("""
                        INSERT INTO intents (kind, subject, action, request, at, detail)
                        VALUES (:kind, :subject, :action, :request, :at, :detail)
                        ON CONFLICT (kind, subject, action) DO UPDATE
                        SET at = excluded.at, ended_at = NULL, request = excluded.request, detail = excluded.detail
                        WHERE intents.ended_at IS NOT NULL""")
                .bind("kind", intent.kind().word())
                .bind("subject", intent.subject())
                .bind("action", intent.action().word())
                .bind("request", request.value())
                .bind("at", Columns.time(intent.at()))
                .bind("detail", intent.detail())
                .execute();
    }

    /** Harmless if there is no such open intent. */
    private void endIntent(Change.EndIntent c) {
        h.createUpdate("""
                        UPDATE intents SET ended_at = :at
                        WHERE kind = :kind AND subject = :subject AND action = :action AND request = :request
                          AND ended_at IS NULL""")
                .bind("kind", c.kind().word())
                .bind("subject", c.subject())
                .bind("action", c.action().word())
                .bind("request", request.value())
                .bind("at", Columns.time(set.at()))
                .execute();
    }
}
