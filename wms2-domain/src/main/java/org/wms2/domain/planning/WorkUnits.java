package org.wms2.domain.planning;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.ledger.Spans;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.ports.id.RseName;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.Workflow;

/**
 * The work units of what is available, in the order in which they close. A unit holds jobs of input with exactly the same
 * locations; it closes once its largest kept output is estimated to fill a merged file (MaxMergeSize), or once it has as
 * many jobs as the settings allow. What is open at the end closes in the order in which the locations appeared. In memory:
 * one open unit per set of locations. Jobs that must not be run are put aside.
 */
final class WorkUnits implements Iterator<UnitDraft> {
    private final Iterator<AvailableJobs.Located> jobs;
    private final int maxJobs;
    private final long maxBytes;
    private final double largestPerEvent;
    private final double bytesPerEvent;
    private final Map<SortedSet<RseName>, Open> open = new LinkedHashMap<>();
    private final List<Span> overTime = new ArrayList<>();
    private @Nullable UnitDraft ahead;

    WorkUnits(PlanningSettings settings, Workflow workflow, Iterator<AvailableJobs.Located> jobs) {
        this.jobs = jobs;
        this.maxJobs = settings.maxJobsPerWorkUnit();
        this.maxBytes = workflow.mergeLimits().maxBytes();
        double largest = 0;
        double all = 0;
        for (OutputModule output : workflow.keptOutputs()) {
            largest = Math.max(largest, output.bytesPerEvent());
            all += output.bytesPerEvent();
        }
        this.largestPerEvent = largest;
        this.bytesPerEvent = all;
    }

    /** Positions so far of jobs that would run longer than the job time limit. */
    List<Span> overTimeLimit() {
        return Spans.joined(overTime);
    }

    @Override
    public boolean hasNext() {
        UnitDraft next = ahead;
        if (next == null) {
            next = find();
            ahead = next;
        }
        return next != null;
    }

    @Override
    public UnitDraft next() {
        UnitDraft next = hasNext() ? ahead : null;
        if (next == null) {
            throw new NoSuchElementException("no work unit is left");
        }
        ahead = null;
        return next;
    }

    private @Nullable UnitDraft find() {
        while (jobs.hasNext()) {
            AvailableJobs.Located located = jobs.next();
            if (located.job().failure() != 0) {
                overTime.addAll(located.job().spans());
                // The jobs of a unit follow each other: only so does splitting its positions give them again.
                Open before = open.remove(located.rses());
                if (before != null) {
                    return before.close();
                }
                continue;
            }
            Open unit = open.get(located.rses());
            if (unit == null) {
                unit = new Open(located.sites());
                open.put(located.rses(), unit);
            }
            if (unit.add(located.job())) {
                open.remove(located.rses());
                return unit.close();
            }
        }
        Iterator<Open> rest = open.values().iterator();
        if (!rest.hasNext()) {
            return null;
        }
        Open unit = rest.next();
        rest.remove();
        return unit.close();
    }

    private final class Open {
        private final AllowedSites.Answer sites;
        private final List<SplitJob> jobs = new ArrayList<>();
        private long outputEvents;

        Open(AllowedSites.Answer sites) {
            this.sites = sites;
        }

        /** Adds a job; whether the unit is full now. */
        boolean add(SplitJob job) {
            jobs.add(job);
            outputEvents += job.outputEvents();
            return jobs.size() >= maxJobs || outputEvents * largestPerEvent >= maxBytes;
        }

        UnitDraft close() {
            return new UnitDraft(sites, List.copyOf(jobs), outputEvents, Math.round(outputEvents * bytesPerEvent));
        }
    }
}
