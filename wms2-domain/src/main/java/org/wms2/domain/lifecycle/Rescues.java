package org.wms2.domain.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.wms2.domain.Ports;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.htcondor.RescueCheck;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.request.ProductionStep;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.SubjectKind;

/** Goes on with a DAG that has ended, by its rescue file: verified first, relied on then. */
final class Rescues {
    /** How the reason of an automatic one begins: they are counted by it. */
    static final String AUTOMATIC = "automatic rescue";

    private final Ports ports;
    private final ProductionSteps steps;

    Rescues(Ports ports, ProductionSteps steps) {
        this.ports = ports;
        this.steps = steps;
    }

    /**
     * Whether a DAG can be gone on with. Beside the file itself: what it would skip must be merged, or its output would
     * never come.
     */
    RescueCheck check(RequestState state, Dag ended) {
        RescueCheck check = ports.dagFiles().checkRescue(ended);
        if (!check.usable()) {
            return check;
        }
        Set<Integer> skipped = new TreeSet<>(check.done());
        for (WorkUnit unit : state.units()) {
            if (unit.status() == WorkUnitStatus.MERGED || unit.status() == WorkUnitStatus.REGISTERED) {
                skipped.remove(unit.ordinal());
            }
        }
        return skipped.isEmpty()
                ? check
                : RescueCheck.unusable("the rescue file skips work units that have no manifest: " + skipped);
    }

    /** How many automatic ones the current round has had; an operator's do not count. */
    long automaticSoFar(RequestState state, Dag latest) {
        String round = latest.key().tag() + "/";
        return ports.stores().work().transitions(state.request().name()).stream()
                .filter(t -> t.kind() == SubjectKind.DAG && t.from().isEmpty())
                .filter(t -> t.subject().startsWith(round) && t.why().startsWith(AUTOMATIC))
                .count();
    }

    /** Resubmitting: once nothing of the DAG is left in HTCondor, its directory is prepared for the next attempt. */
    Decision next(RequestState state, java.time.Instant lookAgain) {
        Dag ended = state.endedDag()
                .orElseThrow(() -> new IllegalStateException("resubmitting, and no DAG of the round has ended"));
        long left = ports.htcondor().remaining(ended.key());
        if (left > 0) {
            return new Decision.Wait(
                    org.wms2.ports.request.Cause.STOPPING,
                    "resubmitting: " + left + " jobs of the DAG are still in the queue",
                    lookAgain);
        }
        RescueCheck check = check(state, ended);
        if (!check.usable()) {
            Change move = PlanningSteps.moveChange(
                    state.request(), RequestStatus.PARTIAL, "no usable rescue: " + check.why());
            return new Decision.Apply(List.of(move), "no usable rescue: " + check.why());
        }
        return new Decision.Act(
                List.of(), new Effect.PrepareRescue(ended), "prepare rescue " + check.number() + " of " + ended.key());
    }

    /** Prepares the directory; looked at again by the next attempt's submission, harmless if done twice. */
    List<Change> prepare(RequestState state, Dag ended, java.time.Instant now) {
        Request request = state.request();
        DagKey next = new DagKey(ended.key().tag(), ended.key().attempt() + 1);
        List<ProductionStep> reached = steps.reached(state);
        int priority =
                reached.isEmpty() ? request.priority() : reached.getLast().priority();
        ports.dagFiles().prepareRescue(next, ended.directory(), priority);
        List<Change> changes = new ArrayList<>();
        for (WorkUnit unit : state.missing()) {
            if (unit.status() != WorkUnitStatus.PLANNED) {
                WorkUnitMoves.TABLE.require(unit.status(), WorkUnitStatus.PLANNED);
                changes.add(new Change.MoveWorkUnit(
                        unit.id(), unit.status(), WorkUnitStatus.PLANNED, null, "rescue, attempt " + next.attempt()));
            }
        }
        changes.add(new Change.PutRescue(new Dag(
                next,
                ended.request(),
                ended.round(),
                DagStatus.READY,
                ended.directory(),
                null,
                ended.workUnits(),
                ended.jobs(),
                ended.expectedEvents(),
                request.reason(),
                now)));
        changes.addAll(steps.take(state));
        changes.add(PlanningSteps.moveChange(
                request, RequestStatus.QUEUED, "rescue " + Intent.dag(next) + " prepared: " + request.reason()));
        changes.add(new Change.Wait("", now));
        return changes;
    }
}
