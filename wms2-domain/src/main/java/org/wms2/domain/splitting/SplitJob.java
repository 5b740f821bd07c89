package org.wms2.domain.splitting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.plan.JobSpec;

/**
 * A job that has no place in a work unit yet; the first fields are {@link JobSpec}'s.
 *
 * @param spans ledger positions that it processes, ascending, disjoint, none adjacent; one or more
 * @param skipPileupEvents pileup events that each job before it in the workflow accounts for (DeterministicPileup); null
 *     if the payload chooses
 * @param failure 0, or WMCore's code for a job that must not be run: 99305, over the job time limit
 */
public record SplitJob(
        List<JobInput> inputs,
        List<RunLumis> mask,
        @Nullable EventRange range,
        long events,
        long outputEvents,
        List<Span> spans,
        @Nullable Long skipPileupEvents,
        int failure) {
    /** WMCore's code for a lumi section over the job time limit. */
    public static final int OVER_TIME_LIMIT = 99_305;

    public SplitJob {
        inputs = List.copyOf(inputs);
        mask = List.copyOf(mask);
        spans = List.copyOf(spans);
    }

    /**
     * The job at its place.
     *
     * @param index in the work unit, from 0
     * @param jobsBefore jobs of the workflow before it, over all rounds
     */
    public JobSpec at(int index, long jobsBefore) {
        Long skip = skipPileupEvents == null ? null : skipPileupEvents * jobsBefore;
        return new JobSpec(index, inputs, mask, range, events, outputEvents, skip);
    }
}
