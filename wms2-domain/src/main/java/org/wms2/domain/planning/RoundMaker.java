package org.wms2.domain.planning;

import java.util.Iterator;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.DagPlan;

/** Counts what the next round can hold, once, and hands out a plan that computes it again. */
record RoundMaker(PlanningSettings settings, RoundRequest request, Iterable<InputBlock> snapshot, SiteView sites) {

    RoundPlan plan() {
        WorkUnits all = new WorkUnits(settings, request.workflow(), snapshot);
        AllowedSites allowed = new AllowedSites(sites, request.workflow().sites());
        Iterator<UnitDraft> units = RoundUnits.behind(all, request.plannedUnits());
        int taken = 0;
        long jobs = 0;
        long outputEvents = 0;
        while (units.hasNext() && taken < settings.maxWorkUnitsPerRound()) {
            UnitDraft unit = units.next();
            AllowedSites.Answer answer = allowed.of(unit.group());
            if (answer.sites().isEmpty()) {
                return taken == 0
                        ? new RoundPlan.MustWait(reason(unit, answer.reason()))
                        : ready(all, taken, jobs, outputEvents, false);
            }
            taken++;
            jobs += unit.jobs().size();
            outputEvents += unit.outputEvents();
        }
        return taken == 0 ? new RoundPlan.Nothing() : ready(all, taken, jobs, outputEvents, !units.hasNext());
    }

    private RoundPlan ready(WorkUnits all, int taken, long jobs, long outputEvents, boolean exhausted) {
        DagTag tag = DagTag.of(request.workflow().request(), request.processingVersion(), request.round());
        DagHeader header = new DagHeader(
                new DagKey(tag, 0),
                request.workflow(),
                request.processingVersion(),
                request.round(),
                request.priority(),
                settings.throttles());
        RoundUnits units = new RoundUnits(all, request, taken, sites);
        return new RoundPlan.Ready(new DagPlan(header, units), taken, jobs, outputEvents, exhausted);
    }

    static String reason(UnitDraft unit, String why) {
        SplitJob first = unit.jobs().getFirst();
        return first.inputs().isEmpty()
                ? why
                : why + "; first file " + first.inputs().getFirst().lfn();
    }
}
