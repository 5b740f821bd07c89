package org.wms2.domain.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.wms2.domain.ledger.Spans;
import org.wms2.domain.planning.Planner;
import org.wms2.domain.planning.RoundInput;
import org.wms2.domain.planning.RoundPlan;
import org.wms2.domain.planning.RoundRequest;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.WorkUnitPlan;

/** The rounds that would follow if each went well: the next one, then what that leaves, until nothing can be planned. */
final class AvailableRounds implements Iterator<UnitView> {
    private final PlanSource source;
    private final Planner planner;
    private final List<Span> planned = new ArrayList<>();
    private List<Span> taken;
    private List<Span> overTime = List.of();
    private Iterator<WorkUnitPlan> units = Collections.emptyIterator();
    private int round;
    private long jobsBefore;
    private String reason = "";
    private boolean done;

    AvailableRounds(PlanSource source) {
        this.source = source;
        this.planner = new Planner(source.settings());
        this.taken = source.taken();
        this.round = source.next() - 1;
        this.jobsBefore = source.jobsBefore();
    }

    @Override
    public boolean hasNext() {
        while (!units.hasNext() && !done) {
            plan();
        }
        return units.hasNext();
    }

    private void plan() {
        planned.addAll(taken);
        taken = Spans.joined(planned);
        planned.clear();
        round++;
        RoundInput input = source.workflow()
                .generation()
                .map(generator -> RoundInput.of(generator, taken))
                .orElseGet(() -> new RoundInput(source.positions(), taken, source.within()));
        RoundPlan plan = planner.round(
                new RoundRequest(source.workflow(), source.processingVersion(), round, jobsBefore, source.priority()),
                input,
                source.sites());
        overTime = together(overTime, plan.overTimeLimit());
        planned.addAll(plan.overTimeLimit());
        switch (plan) {
            case RoundPlan.Ready ready -> units = ready.plan().workUnits().iterator();
            case RoundPlan.MustWait wait -> {
                reason = wait.reason();
                done = true;
            }
            case RoundPlan.TooLarge large -> {
                reason = large.reason();
                done = true;
            }
            case RoundPlan.Nothing nothing -> done = true;
        }
    }

    @Override
    public UnitView next() {
        if (!hasNext()) {
            throw new NoSuchElementException("nothing is left that can be planned");
        }
        WorkUnitPlan unit = units.next();
        planned.addAll(unit.spans());
        jobsBefore += unit.jobs().size();
        return UnitView.of(round, unit, source.workflow());
    }

    /** Positions so far that are over the job time limit. */
    List<Span> overTime() {
        return overTime;
    }

    /** What is in none of the units; to be asked at the end. */
    PlanView.Left left() {
        List<Span> all = together(taken, planned);
        long waiting = source.positions() - Spans.size(all);
        return new PlanView.Left(waiting, waiting == 0 ? "" : reason, Spans.size(overTime));
    }

    private static List<Span> together(List<Span> some, List<Span> more) {
        List<Span> all = new ArrayList<>(some);
        all.addAll(more);
        return Spans.joined(all);
    }
}
