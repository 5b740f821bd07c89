package org.wms2.domain.planning;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.ledger.Spans;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.ports.htcondor.SchedulerLimits;
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

    private final PlanningSettings settings;
    private final @Nullable SchedulerLimits limits;
    private long rounds;
    private CapacityCheck round;
    private CapacityCheck largest;

    private Summing(PlanningSettings settings, @Nullable SchedulerLimits limits) {
        this.settings = settings;
        this.limits = limits;
        this.round = check(DagSize.NONE);
        this.largest = round;
    }

    static PlanSummary up(
            PlanningSettings settings,
            Workflow workflow,
            RoundInput input,
            SiteView view,
            @Nullable SchedulerLimits limits) {
        Summing sum = new Summing(settings, limits);
        AllowedSites allowed = new AllowedSites(view, workflow.sites());
        AvailableJobs.Waiting waiting = new AvailableJobs.Waiting(true);
        WorkUnits units = new WorkUnits(settings, workflow, new AvailableJobs(workflow, input, allowed, waiting));
        while (units.hasNext()) {
            sum.add(units.next());
        }
        return sum.result(workflow, waiting.reason(), Spans.size(units.overTimeLimit()));
    }

    private CapacityCheck check(DagSize size) {
        return CapacityCheck.of(size, settings.throttles(), settings.capacity(), limits);
    }

    /** A work unit that does not fit into a round begins the next one; so does one that fits nowhere. */
    private void addToRound(UnitDraft unit) {
        CapacityCheck larger = check(round.size().plus(unit));
        boolean full = round.size().workUnits() >= settings.maxWorkUnitsPerRound();
        if (rounds == 0 || full || !larger.fits()) {
            rounds++;
            larger = check(DagSize.NONE.plus(unit));
        }
        round = larger;
        if (larger.size().nodes() > largest.size().nodes()) {
            largest = larger;
        }
    }

    private void add(UnitDraft unit) {
        units++;
        addToRound(unit);
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

    private PlanSummary result(Workflow workflow, String waitingReason, long overTimeLimit) {
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
                rounds,
                events,
                seen.cardinality(),
                outputs,
                sites,
                waiting,
                waitingReason,
                overTimeLimit,
                events * secondsPerEvent,
                longestEvents * secondsPerEvent,
                bytes,
                largest);
    }
}
