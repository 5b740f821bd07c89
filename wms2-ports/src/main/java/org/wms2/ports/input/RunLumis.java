package org.wms2.ports.input;

import java.util.List;
import org.wms2.ports.request.LumiRange;

/** The lumi sections of one run in one file, ascending, as ranges. */
public record RunLumis(int run, List<LumiRange> lumis) {
    public RunLumis {
        lumis = List.copyOf(lumis);
    }

    /** Number of lumi sections. */
    public long size() {
        return lumis.stream().mapToLong(LumiRange::size).sum();
    }
}
