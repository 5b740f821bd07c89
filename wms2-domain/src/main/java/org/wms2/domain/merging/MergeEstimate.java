package org.wms2.domain.merging;

import java.util.stream.LongStream;
import org.wms2.ports.workflow.MergeLimits;
import org.wms2.ports.workflow.OutputModule;

/**
 * How many files a merge node will make of the outputs of one module, from the sizes that are expected of them: what
 * {@link ParentlessMergeBySize#ofAll} does with jobs whose outputs follow each other in run, lumi section and event, as
 * jobs of a plan do. One number is kept per open file, so that a plan can be counted as it is made.
 */
public final class MergeEstimate {
    private final MergeLimits limits;
    private long bytes;
    private long events;
    private long closed;
    private boolean open;

    public MergeEstimate(MergeLimits limits) {
        this.limits = limits;
    }

    /**
     * Merged files of one output module of the jobs of a work unit.
     *
     * @param outputEvents expected of each job, in the order of the jobs
     */
    public static long mergedFiles(LongStream outputEvents, OutputModule output, MergeLimits limits) {
        MergeEstimate estimate = new MergeEstimate(limits);
        outputEvents.forEachOrdered(events -> estimate.add(Math.round(events * output.bytesPerEvent()), events));
        return estimate.mergedFiles();
    }

    /**
     * Takes the output of the next job.
     *
     * @param outputBytes expected bytes, 0 or more
     * @param outputEvents expected events, 0 or more
     */
    public void add(long outputBytes, long outputEvents) {
        if (outputBytes > limits.maxBytes() || outputEvents > limits.maxEvents()) {
            closed++;
            return;
        }
        if (bytes + outputBytes > limits.maxBytes() || events + outputEvents > limits.maxEvents()) {
            closed++;
            bytes = 0;
            events = 0;
        }
        open = true;
        bytes += outputBytes;
        events += outputEvents;
    }

    /** Merged files of all that has been added. */
    public long mergedFiles() {
        return closed + (open ? 1 : 0);
    }
}
