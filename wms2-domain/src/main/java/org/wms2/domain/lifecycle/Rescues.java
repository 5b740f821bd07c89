package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.wms2.ports.store.Transition;

/** Goes on with a DAG that has ended, by its rescue file: verified first, relied on then. */
final class Rescues {
    /** How the reason of an automatic one begins: they are counted by it. */
    static final String AUTOMATIC = "automatic rescue";

    private final Ports ports;
    private final ProductionSteps steps;
    private final Leftovers leftovers;

    Rescues(Ports ports, ProductionSteps steps, Leftovers leftovers) {
        this.ports = ports;
        this.steps = steps;
        this.leftovers = leftovers;
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
        return reasons(state, latest).stream()
                .filter(why -> why.startsWith(AUTOMATIC))
                .count();
    }

    /** Why the request went to resubmitting, each time since the first DAG of the round; what it waited for is not among it. */
    private List<String> reasons(RequestState state, Dag latest) {
        String first = latest.key().tag() + "/0";
        List<String> reasons = new ArrayList<>();
        for (Transition t : ports.stores().work().transitions(state.request().name())) {
            if (t.kind() == SubjectKind.DAG
                    && t.subject().equals(first)
                    && t.from().isEmpty()) {
                reasons.clear();
            } else if (t.kind() == SubjectKind.REQUEST && t.to().equals(RequestStatus.RESUBMITTING.word())) {
                reasons.add(t.why());
            }
        }
        return reasons;
    }

    /** Resubmitting: once nothing of the DAG is left in HTCondor, its directory is prepared for the next attempt. */
    Decision next(RequestState state, Instant now, Instant lookAgain) {
        Dag ended = state.endedDag()
                .orElseThrow(() -> new IllegalStateException("resubmitting, and no DAG of the round has ended"));
        Optional<Decision> left = leftovers.next(state, ended, false, now, lookAgain);
        if (left.isPresent()) {
            return left.get();
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
    List<Change> prepare(RequestState state, Dag ended, Runnable fence, Instant now) {
        Request request = state.request();
        List<String> reasons = reasons(state, ended);
        String why = reasons.isEmpty() ? request.reason() : reasons.getLast();
        DagKey next = new DagKey(ended.key().tag(), ended.key().attempt() + 1);
        List<ProductionStep> reached = steps.reached(state);
        int priority =
                reached.isEmpty() ? request.priority() : reached.getLast().priority();
        ports.dagFiles().prepareRescue(next, ended.directory(), priority, fence);
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
                ended.layout(),
                null,
                ended.workUnits(),
                ended.jobs(),
                ended.expectedEvents(),
                why,
                now)));
        changes.addAll(steps.take(state));
        changes.add(PlanningSteps.moveChange(
                request, RequestStatus.QUEUED, "rescue " + Intent.dag(next) + " prepared: " + why));
        changes.add(new Change.Wait("", now));
        return changes;
    }
}
