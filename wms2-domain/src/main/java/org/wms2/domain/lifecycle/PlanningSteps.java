package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.wms2.domain.planning.RoundPlan;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.htcondor.PreparedDag;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;

/** Steps of queued and planning: admission, the plan, its files. */
final class PlanningSteps {
    /** Retry intervals until a plan that had to wait is tried again: it may read the whole input anew. */
    private static final int PATIENCE = 10;

    private PlanningSteps() {}

    /**
     * Queued: admitted while slots are free for it and for all that come before it.
     *
     * @param position its place in the order of admission, from 0
     */
    static Decision admit(Request request, int openDags, int maxActiveDags, int position, Instant lookAgain) {
        int free = maxActiveDags - openDags;
        if (position < free) {
            return move(request, RequestStatus.PLANNING, "admitted");
        }
        return new Decision.Wait(
                "admission: " + openDags + " of " + maxActiveDags + " DAGs are active, " + position
                        + " requests come before this one",
                lookAgain);
    }

    /** The key of the DAG that the current round begins with. */
    static DagKey key(Request request) {
        return new DagKey(DagTag.of(request.name(), request.processingVersion(), request.round()), 0);
    }

    /** Planning: fix the tag, then write the files; or wait; or find that nothing is left. */
    static Decision plan(RequestState state, RoundPlan plan, String directory, Instant now, Duration retry) {
        Request request = state.request();
        return switch (plan) {
            case RoundPlan.Ready ready -> {
                DagKey key = key(request);
                yield state.dag()
                        .filter(d -> d.key().equals(key))
                        .<Decision>map(d -> new Decision.Act(
                                List.of(),
                                new Effect.WriteDag(d, ready.plan(), ready.exhausted()),
                                "write " + ready.workUnits() + " work units, " + ready.jobs() + " jobs"))
                        .orElseGet(() -> new Decision.Apply(
                                List.of(new Change.PutDag(newDag(request, key, directory, now))), "tag " + key));
            }
            case RoundPlan.MustWait wait ->
                mayReadAgain(state)
                        ? new Decision.Act(
                                List.of(), new Effect.RefreshSnapshot(wait.reason()), "must wait: " + wait.reason())
                        : new Decision.Apply(
                                mustWait(request, wait.reason(), now, retry), "must wait: " + wait.reason());
            case RoundPlan.Nothing() -> nothing(state);
        };
    }

    /** Back into the queue: frees the slot, carries the reason and when to look again. */
    static List<Change> mustWait(Request request, String reason, Instant now, Duration retry) {
        return List.of(
                moveChange(request, RequestStatus.QUEUED, reason),
                new Change.Wait("no plan yet: " + reason, now.plus(retry.multipliedBy(PATIENCE))));
    }

    /** Before anything is planned the input may be read again: replicas may have come. Later the order is fixed. */
    private static boolean mayReadAgain(RequestState state) {
        return state.request().plannedUnits() == 0
                && state.dag().isEmpty()
                && state.workflow().inputSelection().isPresent();
    }

    /** The files are there: the round may begin. */
    static List<Change> ready(RequestState state, Dag dag, DagPlan plan, PreparedDag prepared, Instant now) {
        DagMoves.TABLE.require(dag.status(), DagStatus.READY);
        Request request = state.request();
        List<WorkUnit> units = new ArrayList<>();
        for (WorkUnitPlan unit : plan.workUnits()) {
            units.add(new WorkUnit(
                    unit.id(),
                    request.name(),
                    dag.key(),
                    request.round(),
                    unit.ordinal(),
                    WorkUnitStatus.PLANNED,
                    unit.jobs().size(),
                    unit.files(),
                    unit.expectedOutputEvents(),
                    null,
                    now));
        }
        return List.of(
                new Change.PutWorkUnits(units),
                new Change.ReadyDag(dag.key(), prepared),
                moveChange(request, RequestStatus.ACTIVE, "round " + request.round() + " is planned"));
    }

    private static Dag newDag(Request request, DagKey key, String directory, Instant now) {
        return new Dag(key, request.name(), request.round(), DagStatus.PLANNING, directory, null, 0, 0, 0, "", now);
    }

    private static Decision nothing(RequestState state) {
        Request request = state.request();
        if (request.round() == 0) {
            RequestMoves.TABLE.require(request.status(), RequestStatus.HELD);
            return new Decision.Apply(
                    List.of(new Change.MoveRequest(
                            request.status(),
                            RequestStatus.HELD,
                            "the first round has nothing in it: no input passes the mask and the run lists",
                            "compare LumiList and RunWhitelist with the dataset")),
                    "held: nothing to do");
        }
        return new Decision.Apply(
                List.of(
                        new Change.SetRound(request.round(), request.plannedUnits(), true),
                        moveChange(request, RequestStatus.ACTIVE, "no input is left")),
                "no input is left");
    }

    private static Decision move(Request request, RequestStatus to, String why) {
        return new Decision.Apply(List.of(moveChange(request, to, why)), to.word() + ": " + why);
    }

    static Change moveChange(Request request, RequestStatus to, String why) {
        RequestMoves.TABLE.require(request.status(), to);
        return new Change.MoveRequest(request.status(), to, why, "");
    }
}
