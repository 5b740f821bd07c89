package org.wms2.domain.splitting;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;

/** A mask and a run whitelist, made ready once to be looked up by run. Not changed afterwards: threads may share it. */
final class MaskIndex {
    private final int[] runs;
    private final LumiRanges[] ranges;
    private final int[] whitelist;

    MaskIndex(LumiMask mask, List<Integer> runWhitelist) {
        SortedMap<Integer, List<LumiRange>> named = mask.runs();
        runs = named.keySet().stream().mapToInt(Integer::intValue).toArray();
        ranges = named.values().stream().map(LumiRanges::of).toArray(LumiRanges[]::new);
        whitelist = runWhitelist.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    boolean masked() {
        return runs.length > 0;
    }

    /** The place of a run in the mask; negative if the mask does not name it. */
    int find(int run, int likely) {
        return runs[likely] == run ? likely : Arrays.binarySearch(runs, run);
    }

    LumiRanges ranges(int place) {
        return ranges[place];
    }

    boolean listed(int run) {
        return whitelist.length == 0 || Arrays.binarySearch(whitelist, run) >= 0;
    }
}
