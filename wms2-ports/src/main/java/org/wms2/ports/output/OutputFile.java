package org.wms2.ports.output;

import java.util.List;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;

/**
 * A merged file as its manifest has it.
 *
 * @param adler32 8 lower-case hexadecimal digits
 * @param lumis ascending by run, lumi
 * @param parents LFNs that it was made from and that are registered themselves; empty if generated
 */
public record OutputFile(
        Lfn lfn,
        DatasetName dataset,
        String step,
        String module,
        long bytes,
        String adler32,
        long events,
        List<LumiEvents> lumis,
        List<Lfn> parents) {
    public OutputFile {
        lumis = List.copyOf(lumis);
        parents = List.copyOf(parents);
    }
}
