package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;

/** A mask, put in order once, and what it leaves of a run: contiguous lumi sections as ranges. */
final class GoodLumis {
    private final Map<Integer, List<LumiRange>> byRun = new HashMap<>();

    GoodLumis(LumiMask mask) {
        mask.runs().forEach((run, ranges) -> byRun.put(run, joined(ranges)));
    }

    /** What is left of a file's run, ascending; empty if nothing. */
    List<LumiRange> of(RunLumis run) {
        List<LumiRange> good = byRun.get(run.run());
        if (good == null) {
            return List.of();
        }
        List<LumiRange> there = joined(run.lumis());
        List<LumiRange> both = new ArrayList<>(1);
        int g = 0;
        int t = 0;
        while (g < good.size() && t < there.size()) {
            LumiRange a = good.get(g);
            LumiRange b = there.get(t);
            long first = Math.max(a.first(), b.first());
            long last = Math.min(a.last(), b.last());
            if (first <= last) {
                both.add(new LumiRange(first, last));
            }
            if (a.last() < b.last()) {
                g++;
            } else {
                t++;
            }
        }
        return both;
    }

    /** Ascending, with ranges that touch or overlap made one. */
    static List<LumiRange> joined(List<LumiRange> ranges) {
        if (ranges.size() < 2) {
            return ranges;
        }
        List<LumiRange> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingLong(LumiRange::first));
        List<LumiRange> joined = new ArrayList<>(sorted.size());
        @Nullable LumiRange open = null;
        for (LumiRange range : sorted) {
            if (open == null) {
                open = range;
            } else if (range.first() <= open.last() + 1) {
                open = new LumiRange(open.first(), Math.max(open.last(), range.last()));
            } else {
                joined.add(open);
                open = range;
            }
        }
        if (open != null) {
            joined.add(open);
        }
        return joined;
    }
}
