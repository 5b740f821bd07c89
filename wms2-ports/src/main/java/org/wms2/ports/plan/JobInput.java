package org.wms2.ports.plan;

import java.util.List;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;

/**
 * A file that a job reads, as the snapshot has it: size in bytes, events, its lumi sections, of which the job's mask
 * may select some, and its parents, if the job reads those too.
 */
public record JobInput(long ordinal, Lfn lfn, long bytes, long events, List<RunLumis> runs, List<Lfn> parents) {
    public JobInput {
        runs = List.copyOf(runs);
        parents = List.copyOf(parents);
    }

    /** The file as a job reads it. */
    public static JobInput of(InputFile file) {
        return new JobInput(file.ordinal(), file.lfn(), file.bytes(), file.events(), file.runs(), file.parents());
    }
}
