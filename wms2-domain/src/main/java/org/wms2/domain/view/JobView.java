package org.wms2.domain.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.ledger.UnitJobs;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.plan.JobSpec;

/**
 * A processing job as it is planned; the fields are {@link JobSpec}'s.
 *
 * @param index in the work unit, from 0
 */
public record JobView(
        int index,
        List<JobInput> inputs,
        List<RunLumis> mask,
        @Nullable EventRange range,
        long events,
        long outputEvents) {
    public JobView {
        inputs = List.copyOf(inputs);
        mask = List.copyOf(mask);
    }

    static JobView of(JobSpec job) {
        return new JobView(
                job.index(), job.inputs(), job.mask(), job.range(), job.expectedEvents(), job.expectedOutputEvents());
    }

    static JobView of(UnitJobs.Placed placed) {
        SplitJob job = placed.job();
        return new JobView(placed.index(), job.inputs(), job.mask(), job.range(), job.events(), job.outputEvents());
    }

    /** Lumi sections that it processes or generates; 0 for a slice of a file's events. */
    public long lumis() {
        EventRange slice = range;
        if (slice != null) {
            return inputs.isEmpty() ? slice.lastLumi() - slice.firstLumi() + 1 : 0;
        }
        return sections().stream().mapToLong(RunLumis::size).sum();
    }

    /** Its lumi sections: its mask, or all of its files if it has none; empty where it goes by events. */
    public List<RunLumis> sections() {
        if (range != null) {
            return List.of();
        }
        return mask.isEmpty() ? inputs.stream().flatMap(i -> i.runs().stream()).toList() : mask;
    }
}
