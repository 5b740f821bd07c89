package org.wms2.ports.input;

import java.util.List;
import org.wms2.ports.id.Lfn;

/**
 * A file of the input snapshot.
 *
 * @param ordinal its place in the snapshot, from 0, never reused
 * @param bytes above 0
 * @param events 0 or more
 * @param runs ascending by run; empty if DBS knows no lumis
 */
public record InputFile(long ordinal, Lfn lfn, long bytes, long events, List<RunLumis> runs) {
    public InputFile {
        runs = List.copyOf(runs);
    }

    /** Number of lumi sections. */
    public long lumis() {
        return runs.stream().mapToLong(RunLumis::size).sum();
    }
}
