package org.wms2.domain.splitting;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;

/**
 * What a mask and a run whitelist leave of a file's runs. As in WMCore, an empty mask or list accepts everything and a
 * run that a mask does not name is refused whole (contracts/cms.md 2.1). Belongs to one thread: it has a buffer.
 */
final class GoodLumis {
    private final int[] runs;
    private final LumiRanges[] ranges;
    private final int[] whitelist;
    private final LumiRanges there = new LumiRanges();
    private int hit;

    GoodLumis(LumiMask mask, List<Integer> runWhitelist) {
        SortedMap<Integer, List<LumiRange>> named = mask.runs();
        runs = named.keySet().stream().mapToInt(Integer::intValue).toArray();
        ranges = named.values().stream().map(LumiRanges::of).toArray(LumiRanges[]::new);
        whitelist = runWhitelist.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** Whether there is a mask. */
    boolean masked() {
        return runs.length > 0;
    }

    /** Whether a run is looked at. Its lumi sections may all be refused nevertheless. */
    boolean accepts(int run) {
        return (runs.length == 0 || named(run) >= 0) && listed(run);
    }

    /** Why a lumi section of a run that is not good is left out. */
    ExclusionReason reason(int run) {
        boolean refused = runs.length > 0 && named(run) < 0;
        return refused || listed(run) ? ExclusionReason.MASK : ExclusionReason.RUN_LIST;
    }

    /** Takes what is left of an accepted run. */
    void fill(RunLumis run, LumiRanges good) {
        if (runs.length == 0) {
            good.set(run.lumis());
        } else {
            there.set(run.lumis());
            good.setCommon(there, ranges[named(run.run())]);
        }
    }

    /** Number of good lumi sections of a file. */
    long count(InputFile file, LumiRanges buffer) {
        long count = 0;
        List<RunLumis> all = file.runs();
        for (int i = 0; i < all.size(); i++) {
            RunLumis run = all.get(i);
            if (accepts(run.run())) {
                fill(run, buffer);
                count += buffer.size();
            }
        }
        return count;
    }

    private boolean listed(int run) {
        return whitelist.length == 0 || Arrays.binarySearch(whitelist, run) >= 0;
    }

    private int named(int run) {
        if (runs[hit] == run) {
            return hit;
        }
        int found = Arrays.binarySearch(runs, run);
        if (found >= 0) {
            hit = found;
        }
        return found;
    }
}
