package org.wms2.domain.splitting;

import java.util.List;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;

/** The numbers of a file that WMCore's splitters by lumi section go by. */
final class Averages {
    private Averages() {}

    /** Lumi sections of a file, good or not. */
    static long lumis(InputFile file, LumiRanges buffer) {
        long lumis = 0;
        List<RunLumis> runs = file.runs();
        for (int i = 0; i < runs.size(); i++) {
            buffer.set(runs.get(i).lumis());
            lumis += buffer.size();
        }
        return lumis;
    }

    /**
     * Events per lumi section, rounded half to even as Python does: 62.5 is 62.
     *
     * @param lumis 1 or more
     */
    static long eventsPerLumi(long events, long lumis) {
        return (long) Math.rint((double) events / lumis);
    }
}
