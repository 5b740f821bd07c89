package org.wms2.ports.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.input.RunLumis;

/**
 * One processing job. It lives in a plan only: there is no table of jobs.
 *
 * @param index its number in the work unit, from 0
 * @param inputs empty for a generator
 * @param mask lumi sections to process; empty means all of the inputs
 * @param range set for a generator, and for a slice of a file's events; null for whole files
 * @param expectedEvents events that it reads or generates
 * @param expectedOutputEvents events in each of its outputs, after the filter
 * @param skipPileupEvents pileup events to skip before the first one (DeterministicPileup); null: the payload chooses
 */
public record JobSpec(
        int index,
        List<JobInput> inputs,
        List<RunLumis> mask,
        @Nullable EventRange range,
        long expectedEvents,
        long expectedOutputEvents,
        @Nullable Long skipPileupEvents) {
    public JobSpec {
        inputs = List.copyOf(inputs);
        mask = List.copyOf(mask);
    }
}
