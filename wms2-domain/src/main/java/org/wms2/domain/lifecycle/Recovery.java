package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wms2.domain.ErrorRule;
import org.wms2.domain.Ports;
import org.wms2.domain.errors.SiteBanRule;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.LedgerStore;

/**
 * Partial: the round has ended and work units are missing. By rule the DAG is gone on with, or what is missing is replaced,
 * which makes exactly its input available, and the next round plans it; or a person looks (docs/states.md, error rule).
 */
final class Recovery {
    private static final double PERCENT = 100;

    private final Ports ports;
    private final ErrorRule rule;
    private final Rescues rescues;
    private final ProductionSteps steps;

    Recovery(Ports ports, ErrorRule rule, Rescues rescues, ProductionSteps steps) {
        this.ports = ports;
        this.rule = rule;
        this.rescues = rescues;
        this.steps = steps;
    }

    Decision next(RequestState state, Instant now) {
        ErrorRule mine = rule.of(state.request().options());
        String reason = state.dag().map(Dag::reason).orElse(state.request().reason());
        long failed = state.units().stream()
                .filter(u -> u.status() == WorkUnitStatus.FAILED)
                .count();
        double ratio =
                state.units().isEmpty() ? 0 : (double) failed / state.units().size();
        List<Change> bans = new ArrayList<>(new SiteBanRule(ports.stores(), now).bans(state));
        Decision.Apply decision = decide(state, mine, failed, ratio, reason, now);
        bans.addAll(decision.changes());
        return new Decision.Apply(bans, decision.message());
    }

    private Decision.Apply decide(
            RequestState state, ErrorRule mine, long failed, double ratio, String reason, Instant now) {
        if (mine.answer() == ErrorRule.Answer.HOLD || ratio >= mine.holdRatio()) {
            return hold(words(failed, state, ratio, mine) + reason, ratio >= mine.failRatio() ? "fail" : "release");
        }
        return mine.answer() == ErrorRule.Answer.RESCUE
                ? rescue(state, mine, reason, now)
                : replan(state, mine, reason, now);
    }

    private static String words(long failed, RequestState state, double ratio, ErrorRule rule) {
        if (failed == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%d of %d work units failed (%.1f %%; a person looks from %.1f %%): ",
                failed,
                state.units().size(),
                PERCENT * ratio,
                PERCENT * rule.holdRatio());
    }

    private Decision.Apply rescue(RequestState state, ErrorRule mine, String reason, Instant now) {
        Optional<Dag> ended = state.endedDag();
        if (ended.isEmpty() || !rescues.check(state, ended.get()).usable()) {
            return replan(state, mine, reason, now);
        }
        long before = rescues.automaticSoFar(state, ended.get());
        if (before >= mine.maxRescues()) {
            return hold(before + " automatic rescues of this round are used up; " + reason, "release");
        }
        String why = Rescues.AUTOMATIC + " " + (before + 1) + " of " + mine.maxRescues() + ": " + reason;
        return new Decision.Apply(
                List.of(PlanningSteps.moveChange(state.request(), RequestStatus.RESUBMITTING, why)), why);
    }

    private Decision.Apply replan(RequestState state, ErrorRule mine, String reason, Instant now) {
        List<WorkUnit> missing = state.missing();
        for (WorkUnit unit : missing) {
            int tries = tries(state.request(), ports.stores().ledger(), unit);
            if (tries > mine.maxReplans()) {
                return hold(
                        "input of work unit " + unit.id() + " is missing for the " + tries + ". time (max-replans is "
                                + mine.maxReplans() + "); " + reason,
                        "release");
            }
        }
        int round = state.request().round();
        String why = missing.size() + " work units of round " + round + " are planned anew";
        return new Decision.Apply(replanned(state, why, now), why);
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

    private static Decision.Apply hold(String reason, String suggestion) {
        RequestMoves.TABLE.require(RequestStatus.PARTIAL, RequestStatus.HELD);
        return new Decision.Apply(
                List.of(new Change.MoveRequest(
                        RequestStatus.PARTIAL,
                        RequestStatus.HELD,
                        Cause.FAILURES,
                        "work units are missing: " + reason,
                        suggestion)),
                "held: " + reason);
    }

    /** Replaces what is missing of the newest DAG and goes back into the queue, for the next round. */
    List<Change> replanned(RequestState state, String why, Instant now) {
        Request request = state.request();
        int round = request.round() + 1;
        List<Change> changes = new ArrayList<>();
        state.openDag().map(Wishes::leave).ifPresent(changes::add);
        changes.addAll(moved(state.missing(), WorkUnitStatus.REPLACED, "planned anew in round " + round));
        changes.addAll(steps.take(state));
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
