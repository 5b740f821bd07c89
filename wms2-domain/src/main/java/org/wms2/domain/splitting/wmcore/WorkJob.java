package org.wms2.domain.splitting.wmcore;

import java.util.List;
import java.util.SortedMap;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.request.LumiRange;

/**
 * A job of {@link EventAwareLumiByWork}.
 *
 * @param files that have one of its lumi sections, by LFN
 * @param lumis by run, as ranges
 * @param events expected
 * @param skipPileupEvents with deterministic pileup
 * @param overLimit whether it would run longer than the job time limit: WMCore makes it as a failed one, without a code
 */
public record WorkJob(
        List<InputFile> files,
        SortedMap<Integer, List<LumiRange>> lumis,
        long events,
        long skipPileupEvents,
        boolean overLimit) {
    public WorkJob {
        files = List.copyOf(files);
    }
}
