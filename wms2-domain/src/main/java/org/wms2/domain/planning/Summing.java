package org.wms2.domain.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.Workflow;

/** One pass over the work units of a whole request. */
final class Summing {
    private final TreeSet<SiteName> sites = new TreeSet<>();
    private long jobs;
    private long units;
    private long events;
    private long outputEvents;
    private long files;
    private long longestEvents;
    private long waiting;
    private String waitingReason = "";

    private Summing() {}

    static PlanSummary up(PlanningSettings settings, Workflow workflow, Iterable<InputBlock> snapshot, SiteView view) {
        Summing sum = new Summing();
        AllowedSites allowed = new AllowedSites(view, workflow.sites());
        for (UnitDraft unit : new WorkUnits(settings, workflow, snapshot)) {
            sum.add(unit, allowed.of(unit.group()));
        }
        return sum.result(settings, workflow);
    }

    private void add(UnitDraft unit, AllowedSites.Answer answer) {
        units++;
        jobs += unit.jobs().size();
        outputEvents += unit.outputEvents();
        for (SplitJob job : unit.jobs()) {
            events += job.events();
            longestEvents = Math.max(longestEvents, job.events());
            files += beginsWithFile(job.range()) ? job.inputs().size() : 0;
        }
        sites.addAll(answer.sites());
        if (answer.sites().isEmpty()) {
            waiting++;
            waitingReason = waiting == 1 ? RoundMaker.reason(unit, answer.reason()) : waitingReason;
        }
    }

    /** A file cut into slices counts with its first one. */
    private static boolean beginsWithFile(@Nullable EventRange range) {
        return range == null || range.firstEvent() == 0;
    }

    private PlanSummary result(PlanningSettings settings, Workflow workflow) {
        List<PlanSummary.Output> outputs = new ArrayList<>();
        long bytes = 0;
        for (OutputModule output : workflow.keptOutputs()) {
            long size = Math.round(outputEvents * output.bytesPerEvent());
            bytes += size;
            outputs.add(new PlanSummary.Output(output.dataset(), outputEvents, size));
        }
        double secondsPerEvent = workflow.profile().secondsPerEvent();
        return new PlanSummary(
                jobs,
                units,
                Math.ceilDiv(units, settings.maxWorkUnitsPerRound()),
                events,
                files,
                outputs,
                sites,
                waiting,
                waitingReason,
                events * secondsPerEvent,
                longestEvents * secondsPerEvent,
                bytes);
    }
}
