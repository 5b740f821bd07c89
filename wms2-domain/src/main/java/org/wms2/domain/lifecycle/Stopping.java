package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.Ports;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.htcondor.DagMetrics;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;

/**
 * Stopping: DAGMan is removed, what it still finished is taken in, and once it and all of its jobs are gone the request is
 * partial; what was wished decides on from there. What had not finished is planned anew, as there is no rescue yet.
 */
final class Stopping {
    /** What a request says from the removal on. */
    static final String ASKED = "stopping: HTCondor has been asked to remove the DAG";

    private final Ports ports;
    private final DagLook dagLook;
    private final Duration grace;

    Stopping(Ports ports, DagLook dagLook, Duration grace) {
        this.ports = ports;
        this.dagLook = dagLook;
        this.grace = grace;
    }

    Decision next(RequestState state, Instant now, Instant lookAgain) {
        Optional<Dag> open = state.openDag();
        if (open.isEmpty()) {
            return gone(state, List.of(), "no DAG is live");
        }
        Dag dag = open.get();
        return switch (dag.status()) {
            case READY, SUBMITTED -> unstarted(state, dag, now, lookAgain);
            case PLANNING -> ended(state, dag, DagStatus.REMOVED, "it had not been written");
            case RUNNING, COMPLETED, PARTIAL, FAILED, STOPPED, REMOVED, HALTED, INTERRUPTED ->
                running(state, dag, now, lookAgain);
        };
    }

    /** Not known to run: its tag says whether it was submitted all the same. */
    private Decision unstarted(RequestState state, Dag dag, Instant now, Instant lookAgain) {
        Optional<DagObservation> seen = ports.htcondor().find(dag.key());
        if (seen.isEmpty()) {
            return ended(state, dag, DagStatus.REMOVED, "it had not started");
        }
        return asked(state, now)
                ? new Decision.Wait(ASKED, lookAgain)
                : new Decision.Act(List.of(), new Effect.RemoveDag(dag, seen.get()), ASKED);
    }

    private Decision running(RequestState state, Dag dag, Instant now, Instant lookAgain) {
        DagFacts facts = dagLook.look(state, dag);
        SiteMap sites = ports.cric().siteMap();
        Optional<Decision> news = DagIngest.next(state, facts, sites, now);
        if (news.isPresent()) {
            return news.get();
        }
        if (!facts.ended()) {
            return facts.seen().isEmpty() || asked(state, now)
                    ? new Decision.Wait(ASKED, lookAgain)
                    : new Decision.Act(
                            List.of(), new Effect.RemoveDag(dag, facts.seen().get()), ASKED);
        }
        if (!isQuiet(state, dag, facts, now)) {
            return new Decision.Wait("stopping: DAGMan has not written its last word yet", lookAgain);
        }
        long left = ports.htcondor().remaining(dag.key());
        if (left > 0) {
            return new Decision.Wait("stopping: " + left + " jobs of the DAG are still in the queue", lookAgain);
        }
        long missing = state.missing().size();
        return missing == 0
                ? ended(state, dag, DagStatus.COMPLETED, "it had ended: every work unit is merged")
                : ended(state, dag, DagStatus.INTERRUPTED, "removed as wished; " + missing + " work units are missing");
    }

    /** A removed DAGMan still winds up: its metrics are its last act, unless it was killed. */
    private boolean isQuiet(RequestState state, Dag dag, DagFacts facts, Instant now) {
        DagMetrics metrics = facts.progress().metrics();
        boolean lastWord = metrics != null && metrics.cluster().equals(dag.cluster());
        return lastWord || state.request().statusSince().plus(grace).isBefore(now);
    }

    private static boolean asked(RequestState state, Instant now) {
        return state.request().reason().equals(ASKED)
                && state.request().nextLook().isAfter(now);
    }

    private static Decision ended(RequestState state, Dag dag, DagStatus to, String why) {
        DagMoves.TABLE.require(dag.status(), to);
        return gone(state, List.of(new Change.MoveDag(dag.key(), dag.status(), to, why)), dag.key() + ": " + why);
    }

    private static Decision gone(RequestState state, List<Change> before, String why) {
        Request request = state.request();
        RequestStatus to = state.missing().isEmpty() ? RequestStatus.ACTIVE : RequestStatus.PARTIAL;
        List<Change> changes = new ArrayList<>(before);
        changes.add(PlanningSteps.moveChange(request, to, why));
        return new Decision.Apply(changes, to.word() + ": " + why);
    }
}
