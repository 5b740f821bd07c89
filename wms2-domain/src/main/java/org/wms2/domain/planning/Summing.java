package org.wms2.domain.planning;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.wms2.domain.ledger.Spans;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.Workflow;

/** One pass over the work units of a whole request. */
final class Summing {
    private final TreeSet<SiteName> sites = new TreeSet<>();
    private long jobs;
    private long units;
    private long events;
    private long outputEvents;
    /** Files by ordinal: several jobs may read one. */
    private final BitSet seen = new BitSet();

    private long longestEvents;
    private long waiting;

    private Summing() {}

    static PlanSummary up(PlanningSettings settings, Workflow workflow, RoundInput input, SiteView view) {
        Summing sum = new Summing();
        AllowedSites allowed = new AllowedSites(view, workflow.sites());
        AvailableJobs.Waiting waiting = new AvailableJobs.Waiting(true);
        WorkUnits units = new WorkUnits(settings, workflow, new AvailableJobs(workflow, input, allowed, waiting));
        while (units.hasNext()) {
            sum.add(units.next());
        }
        return sum.result(settings, workflow, waiting.reason(), Spans.size(units.overTimeLimit()));
    }

    private void add(UnitDraft unit) {
        units++;
        jobs += unit.jobs().size();
        outputEvents += unit.outputEvents();
        for (SplitJob job : unit.jobs()) {
            events += job.events();
            longestEvents = Math.max(longestEvents, job.events());
            job.inputs().forEach(i -> seen.set(Math.toIntExact(i.ordinal())));
        }
        sites.addAll(unit.sites().sites());
        waiting += unit.sites().sites().isEmpty() ? 1 : 0;
    }

    private PlanSummary result(PlanningSettings settings, Workflow workflow, String waitingReason, long overTimeLimit) {
        List<PlanSummary.Output> outputs = new ArrayList<>();
        long bytes = 0;
        for (OutputModule output : workflow.keptOutputs()) {
            long size = Math.round(outputEvents * output.bytesPerEvent());
            bytes += size;
            outputs.add(new PlanSummary.Output(output.dataset(), outputEvents, size));
        }
        double secondsPerEvent = workflow.profile().expectedSecondsPerEvent();
        return new PlanSummary(
                jobs,
                units,
                Math.ceilDiv(units, settings.maxWorkUnitsPerRound()),
                events,
                seen.cardinality(),
                outputs,
                sites,
                waiting,
                waitingReason,
                overTimeLimit,
                events * secondsPerEvent,
                longestEvents * secondsPerEvent,
                bytes);
    }
}
