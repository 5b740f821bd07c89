package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.ErrorRule;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.LedgerStore;

/**
 * Partial: the round has ended and work units are missing. By rule they are replaced, which makes exactly their input
 * available, and the next round plans it; or a person looks.
 */
final class Recovery {
    private Recovery() {}

    static Decision next(RequestState state, ErrorRule rule, LedgerStore ledger, Instant now) {
        List<WorkUnit> missing = state.missing();
        Optional<String> why = whyAPersonMustLook(state, rule, ledger, missing);
        return why.map(s -> hold(state, s)).orElseGet(() -> replan(state, missing, now));
    }

    private static Optional<String> whyAPersonMustLook(
            RequestState state, ErrorRule rule, LedgerStore ledger, List<WorkUnit> missing) {
        String reason = state.dag().map(Dag::reason).orElse(state.request().reason());
        if (rule.answer() == ErrorRule.Answer.HOLD) {
            return Optional.of(reason);
        }
        DagStatus end = state.dag().map(Dag::status).orElse(DagStatus.INTERRUPTED);
        if (end != DagStatus.PARTIAL && end != DagStatus.FAILED) {
            // Nobody has seen DAGMan and its jobs end: what is planned anew might still be running.
            return Optional.of(reason + "; it is not planned anew by rule, as the DAG is " + end.word());
        }
        for (WorkUnit unit : missing) {
            int tries = tries(state.request(), ledger, unit);
            if (tries > rule.maxReplans()) {
                return Optional.of("input of work unit " + unit.id() + " is missing for the " + tries
                        + ". time (max-replans is " + rule.maxReplans() + "); " + reason);
            }
        }
        return Optional.empty();
    }

    /** How many work units have had the same input, this one included. */
    private static int tries(Request request, LedgerStore ledger, WorkUnit unit) {
        int most = 0;
        for (Span span : ledger.spans(request.name(), unit.id())) {
            List<Span> claims = ledger.entries(request.name(), span).stream()
                    .filter(e -> e.workUnit() != null)
                    .map(LedgerEntry::span)
                    .toList();
            most = Math.max(most, Spans.depth(span, claims));
        }
        return most;
    }

    private static Decision hold(RequestState state, String reason) {
        Request request = state.request();
        RequestMoves.TABLE.require(RequestStatus.PARTIAL, RequestStatus.HELD);
        return new Decision.Apply(
                List.of(new Change.MoveRequest(
                        RequestStatus.PARTIAL,
                        RequestStatus.HELD,
                        "work units are missing: " + reason,
                        request.suggestion())),
                "held: " + reason);
    }

    private static Decision replan(RequestState state, List<WorkUnit> missing, Instant now) {
        int round = state.request().round();
        String why = missing.size() + " work units of round " + round + " are planned anew";
        return new Decision.Apply(replanned(state, why, now), why);
    }

    /** Replaces what is missing of the newest DAG and goes back into the queue, for the next round. */
    static List<Change> replanned(RequestState state, String why, Instant now) {
        Request request = state.request();
        int round = request.round() + 1;
        List<Change> changes =
                new ArrayList<>(moved(state.missing(), WorkUnitStatus.REPLACED, "planned anew in round " + round));
        changes.add(new Change.SetRound(round, request.plannedUnits(), false));
        changes.add(PlanningSteps.moveChange(request, RequestStatus.QUEUED, why));
        changes.add(new Change.Wait("", now));
        return changes;
    }

    /** Moves work units that nobody runs any more to a status that only planned and failed ones may have. */
    static List<Change> moved(List<WorkUnit> units, WorkUnitStatus to, String why) {
        List<Change> changes = new ArrayList<>();
        for (WorkUnit unit : units) {
            WorkUnitStatus from = unit.status();
            if (from == WorkUnitStatus.RUNNING) {
                changes.add(move(unit, from, WorkUnitStatus.PLANNED, "its DAG has ended"));
                from = WorkUnitStatus.PLANNED;
            }
            changes.add(move(unit, from, to, why));
        }
        return changes;
    }

    private static Change move(WorkUnit unit, WorkUnitStatus from, WorkUnitStatus to, String why) {
        WorkUnitMoves.TABLE.require(from, to);
        return new Change.MoveWorkUnit(unit.id(), from, to, null, why);
    }
}
