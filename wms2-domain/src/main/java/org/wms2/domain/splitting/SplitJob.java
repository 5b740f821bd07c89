package org.wms2.domain.splitting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.plan.JobSpec;

/** A job that has no place in a work unit yet; the fields are {@link JobSpec}'s. */
public record SplitJob(
        LocationGroup group,
        List<JobInput> inputs,
        List<RunLumis> mask,
        @Nullable EventRange range,
        long events,
        long outputEvents) {
    public SplitJob {
        inputs = List.copyOf(inputs);
        mask = List.copyOf(mask);
    }

    /** The job at its place in a work unit, from 0. */
    public JobSpec at(int index) {
        return new JobSpec(index, inputs, mask, range, events, outputEvents);
    }
}
