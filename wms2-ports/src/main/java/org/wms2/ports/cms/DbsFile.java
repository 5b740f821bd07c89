package org.wms2.ports.cms;

import java.util.List;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.input.RunLumis;

/** A file of DBS; runs ascending, empty where they were not asked for or there are none. */
public record DbsFile(Lfn lfn, long bytes, long events, List<RunLumis> runs) {
    public DbsFile {
        runs = List.copyOf(runs);
    }
}
