package org.wms2.domain.planning;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.DagPlan;

/** Counts what the next round can hold, once, and hands out a plan that computes it again. */
record RoundMaker(
        PlanningSettings settings,
        RoundRequest request,
        RoundInput input,
        SiteView view,
        @Nullable SchedulerLimits limits) {

    RoundPlan plan() {
        AvailableJobs.Waiting waiting = new AvailableJobs.Waiting(false);
        WorkUnits units = new RoundUnits(settings, request, input, view, 0).drafts(waiting);
        int taken = 0;
        CapacityCheck capacity = check(DagSize.NONE);
        long jobs = 0;
        long outputEvents = 0;
        long positions = 0;
        while (taken < settings.maxWorkUnitsPerRound() && units.hasNext()) {
            UnitDraft unit = units.next();
            CapacityCheck larger = check(capacity.size().plus(unit));
            if (!larger.fits()) {
                if (taken == 0) {
                    return new RoundPlan.TooLarge(larger.why(), units.overTimeLimit());
                }
                break;
            }
            capacity = larger;
            taken++;
            jobs += unit.jobs().size();
            outputEvents += unit.outputEvents();
            positions += Spans.size(unit.spans());
        }
        List<Span> overTime = units.overTimeLimit();
        if (taken == 0) {
            return waiting.positions() > 0
                    ? new RoundPlan.MustWait(waiting.cause(), waiting.reason(), overTime)
                    : new RoundPlan.Nothing(overTime);
        }
        long left = Spans.size(input.available()) - positions - Spans.size(overTime);
        DagTag tag = DagTag.of(request.workflow().request(), request.processingVersion(), request.round());
        DagHeader header = new DagHeader(
                new DagKey(tag, 0),
                request.workflow(),
                request.processingVersion(),
                request.round(),
                request.priority(),
                settings.throttles(),
                capacity.layout().orElseThrow());
        RoundUnits all = new RoundUnits(settings, request, input, view, taken);
        return new RoundPlan.Ready(new DagPlan(header, all), taken, jobs, outputEvents, capacity, left == 0, overTime);
    }

    private CapacityCheck check(DagSize size) {
        return CapacityCheck.of(size, settings.throttles(), settings.capacity(), limits);
    }
}
