package org.wms2.domain.splitting;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;

/**
 * What a mask and a run whitelist leave of a file's runs. As in WMCore, an empty mask or list accepts everything and a
 * run that a mask does not name is refused whole (contracts/cms.md 2.1). Belongs to one thread: it has a buffer. Of a mask
 * only the runs that are looked at are prepared, so that one for every block costs nothing.
 */
final class GoodLumis {
    private final SortedMap<Integer, List<LumiRange>> mask;
    private final Map<Integer, LumiRanges> prepared = new HashMap<>();
    private final int[] whitelist;
    private final LumiRanges there = new LumiRanges();
    private int hit;
    private @Nullable LumiRanges hitRanges;

    GoodLumis(LumiMask mask, List<Integer> runWhitelist) {
        this.mask = mask.runs();
        whitelist = runWhitelist.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** Whether there is a mask. */
    boolean masked() {
        return !mask.isEmpty();
    }

    /** Whether a run is looked at. Its lumi sections may all be refused nevertheless. */
    boolean accepts(int run) {
        return (mask.isEmpty() || named(run) != null) && listed(run);
    }

    /** Why a lumi section of a run that is not good is left out. */
    ExclusionReason reason(int run) {
        boolean refused = !mask.isEmpty() && named(run) == null;
        return refused || listed(run) ? ExclusionReason.MASK : ExclusionReason.RUN_LIST;
    }

    /** Takes what is left of an accepted run. */
    void fill(RunLumis run, LumiRanges good) {
        LumiRanges accepted = named(run.run());
        if (accepted == null) {
            good.set(run.lumis());
        } else {
            there.set(run.lumis());
            good.setCommon(there, accepted);
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

    /** What the mask has of a run; null if it does not name it. */
    private @Nullable LumiRanges named(int run) {
        if (hitRanges != null && hit == run) {
            return hitRanges;
        }
        List<LumiRange> named = mask.get(run);
        if (named == null) {
            return null;
        }
        hit = run;
        hitRanges = prepared.computeIfAbsent(run, r -> LumiRanges.of(named));
        return hitRanges;
    }
}
