package org.wms2.domain.planning;

import java.util.List;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.JobInput;

/**
 * How large a plan is, as far as DAGMan and the submit directory are concerned.
 *
 * @param jobs processing jobs
 * @param descriptionBytes of the jobs' descriptions (work_unit.json), counted from what is in them; of the adapter's
 *     format only the words' lengths are known here, and a test holds the sum against what is written
 */
public record DagSize(int workUnits, long jobs, long descriptionBytes) {
    /** Nothing. */
    public static final DagSize NONE = new DagSize(0, 0, 0);

    /** Landing, merge and cleanup. */
    private static final long OTHER_NODES = 3;

    private static final long UNIT_BYTES = 70;
    private static final long JOB_BYTES = 138;
    private static final long INPUT_BYTES = 43;
    private static final long PARENTS_BYTES = 13;
    private static final long QUOTED = 3;
    private static final long MASK_BYTES = -2;
    private static final long RANGE_BYTES = 5;
    private static final long SKIP_BYTES = 20;
    private static final long NULLS = 5 * 4;

    /** Nodes of all work units. */
    public long nodes() {
        return jobs + (long) workUnits * OTHER_NODES;
    }

    /** One work unit more. */
    DagSize plus(UnitDraft unit) {
        long bytes = UNIT_BYTES;
        int index = 0;
        for (SplitJob job : unit.jobs()) {
            bytes += of(job) + digits(index);
            index++;
        }
        return new DagSize(workUnits + 1, jobs + unit.jobs().size(), descriptionBytes + bytes);
    }

    private static long of(SplitJob job) {
        long bytes = JOB_BYTES + digits(job.events()) + digits(job.outputEvents());
        for (JobInput input : job.inputs()) {
            bytes += INPUT_BYTES + input.lfn().value().length() + digits(input.bytes()) + digits(input.events());
            bytes += of(input.runs());
            bytes += input.parents().isEmpty() ? 0 : PARENTS_BYTES;
            bytes += input.parents().stream()
                    .mapToLong(p -> QUOTED + p.value().length())
                    .sum();
        }
        bytes += job.mask().isEmpty() ? 0 : MASK_BYTES + of(job.mask());
        bytes += job.skipPileupEvents() == null ? 0 : SKIP_BYTES + digits(job.skipPileupEvents());
        EventRange range = job.range();
        return range == null
                ? bytes + NULLS
                : bytes
                        + digits(range.run())
                        + digits(range.firstEvent())
                        + digits(range.lastEvent())
                        + digits(range.firstLumi())
                        + digits(range.lastLumi());
    }

    private static long of(List<RunLumis> runs) {
        long bytes = 0;
        for (RunLumis run : runs) {
            long first = RANGE_BYTES + digits(run.run());
            bytes += run.lumis().stream()
                    .mapToLong(l -> first + digits(l.first()) + digits(l.last()))
                    .sum();
        }
        return bytes;
    }

    private static long digits(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
