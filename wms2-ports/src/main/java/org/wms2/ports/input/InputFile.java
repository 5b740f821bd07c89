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
 * @param parents files of the parent dataset that it was made from; empty unless the request includes parents
 */
public record InputFile(long ordinal, Lfn lfn, long bytes, long events, List<RunLumis> runs, List<Lfn> parents) {
    public InputFile {
        runs = List.copyOf(runs);
        parents = List.copyOf(parents);
    }

    /** A file whose parents are not asked for. */
    public InputFile(long ordinal, Lfn lfn, long bytes, long events, List<RunLumis> runs) {
        this(ordinal, lfn, bytes, events, runs, List.of());
    }

    /** Number of lumi sections. */
    public long lumis() {
        return runs.stream().mapToLong(RunLumis::size).sum();
    }
}
