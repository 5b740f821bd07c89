package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;

/**
 * A DAGMan that is held still runs, with a warning: HTCondor's holds are released by rule while it has started only a few
 * times and was released a few times, then a person must look. Who has held it by hand (code 1) is not contradicted: that waits for a release. Thread-safe.
 */
final class HeldDagman {
    /** What a request says after a release by us. */
    static final String RELEASED = "DAGMan was held and has been released: it is about to start";

    /** Starts of a DAGMan from which on it is not released by rule any more. */
    private static final int MAX_STARTS = 4;

    private static final int BY_A_PERSON = 1;

    /** By this process. */
    private final Remembered<DagKey, Integer> releases = new Remembered<>(0);

    /** What to do about it; empty if it is not held. */
    Optional<Decision> next(RequestState state, Dag dag, DagFacts facts, Instant now, Instant lookAgain) {
        Optional<DagObservation> held =
                facts.seen().filter(o -> o.state() == JobState.HELD).filter(o -> !o.isSubmittedOnHold());
        return held.map(seen -> answer(state, dag, seen, now, lookAgain));
    }

    /** A release that HTCondor has taken. */
    void released(DagKey key) {
        releases.update(key, count -> count + 1);
    }

    private Decision answer(RequestState state, Dag dag, DagObservation seen, Instant now, Instant lookAgain) {
        Request request = state.request();
        String words =
                "DAGMan (cluster " + seen.cluster() + ") is held, code " + seen.holdReasonCode() + ": " + seen.reason();
        if (seen.holdReasonCode() == BY_A_PERSON) {
            return new Decision.Wait(Cause.DAGMAN_HELD, words + "; wms2 release goes on with it", lookAgain);
        }
        int released = releases.get(dag.key());
        if (seen.starts() >= MAX_STARTS || released >= MAX_STARTS) {
            releases.update(dag.key(), count -> 0);
            RequestMoves.TABLE.require(request.status(), RequestStatus.HELD);
            return new Decision.Apply(
                    List.of(new Change.MoveRequest(
                            request.status(),
                            RequestStatus.HELD,
                            Cause.DAGMAN_HELD,
                            words + "; it has started " + seen.starts() + " times, and was released by WMS2 " + released
                                    + " times",
                            "mend the cause, then release")),
                    "held: " + words);
        }
        if (state.waitsSaying(RELEASED, now)) {
            return new Decision.Wait(Cause.DAGMAN_HELD, RELEASED, request.nextLook());
        }
        return new Decision.Act(List.of(), new Effect.ReleaseHeldDag(dag, seen.cluster()), "release held " + dag.key());
    }
}
