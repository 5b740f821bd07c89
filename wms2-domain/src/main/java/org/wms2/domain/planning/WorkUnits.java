package org.wms2.domain.planning;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.splitting.LocationGroup;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.Workflow;

/**
 * All work units of a request, in one fixed order: that in which they close. A unit holds jobs of one location group;
 * it closes once its largest kept output is estimated to fill a merged file (MaxMergeSize), or once it has as many jobs
 * as the settings allow. What is open at the end of the input closes in the order of the groups, and before the first
 * unit of input that is nowhere. In memory: one open unit per group.
 */
final class WorkUnits implements Iterable<UnitDraft> {
    private final Workflow workflow;
    private final Iterable<InputBlock> snapshot;
    private final int maxJobs;
    private final long maxBytes;
    private final double largestPerEvent;
    private final double bytesPerEvent;

    WorkUnits(PlanningSettings settings, Workflow workflow, Iterable<InputBlock> snapshot) {
        this.workflow = workflow;
        this.snapshot = snapshot;
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

    @Override
    public Iterator<UnitDraft> iterator() {
        return new Units(Splitters.jobs(workflow, snapshot).iterator());
    }

    private final class Units implements Iterator<UnitDraft> {
        private final Iterator<SplitJob> jobs;
        private final TreeMap<Integer, Open> open = new TreeMap<>();
        /** The first job of the group that is nowhere, while the units of the others close. */
        private @Nullable SplitJob held;

        Units(Iterator<SplitJob> jobs) {
            this.jobs = jobs;
        }

        /** A group's unit exists only with a job in it. */
        @Override
        public boolean hasNext() {
            return held != null || jobs.hasNext() || !open.isEmpty();
        }

        @Override
        public UnitDraft next() {
            while (held != null || jobs.hasNext()) {
                SplitJob job = held == null ? jobs.next() : held;
                held = null;
                if (job.group().nowhere()
                        && !open.isEmpty()
                        && open.firstKey() < job.group().ordinal()) {
                    held = job;
                    break;
                }
                @Nullable Open unit = open.get(job.group().ordinal());
                if (unit == null) {
                    unit = new Open(job.group());
                    open.put(job.group().ordinal(), unit);
                }
                if (unit.add(job)) {
                    open.remove(job.group().ordinal());
                    return unit.close();
                }
            }
            if (open.isEmpty()) {
                throw new NoSuchElementException("no work unit is left");
            }
            return open.pollFirstEntry().getValue().close();
        }
    }

    private final class Open {
        private final LocationGroup group;
        private final List<SplitJob> jobs = new ArrayList<>();
        private long outputEvents;

        Open(LocationGroup group) {
            this.group = group;
        }

        /** Adds a job; whether the unit is full now. */
        boolean add(SplitJob job) {
            jobs.add(job);
            outputEvents += job.outputEvents();
            return jobs.size() >= maxJobs || outputEvents * largestPerEvent >= maxBytes;
        }

        UnitDraft close() {
            return new UnitDraft(group, List.copyOf(jobs), outputEvents, Math.round(outputEvents * bytesPerEvent));
        }
    }
}
