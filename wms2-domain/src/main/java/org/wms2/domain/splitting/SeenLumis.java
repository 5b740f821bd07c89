package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which lumi sections files of a block have had so far, and where: for lumi correction, which processes a section that
 * several files have once, by a job that reads them all (WMCore's {@code LumiChecker}). One entry per range.
 */
final class SeenLumis {
    private final Map<Integer, TreeMap<Long, Seen>> byRun = new HashMap<>();
    private final List<Repeat> repeats = new ArrayList<>();

    private record Seen(long last, long position) {}

    /**
     * Lumi sections that a file repeats.
     *
     * @param position of the first of them, which an earlier file has
     * @param file its number in the splitter's order
     */
    record Repeat(long position, long end, int file) {}

    /** Parts the good sections of a file's run into those seen, kept as repeats, and its own, with positions. */
    void take(int file, int run, LumiRanges good, long position, LumiRanges own) {
        TreeMap<Long, Seen> seen = byRun.computeIfAbsent(run, r -> new TreeMap<>());
        own.clear();
        List<long[]> fresh = new ArrayList<>();
        for (int i = 0; i < good.count(); i++) {
            long next = good.first(i);
            Long before = seen.floorKey(next);
            for (Map.Entry<Long, Seen> entry : seen.subMap(before == null ? next : before, true, good.last(i), true)
                    .entrySet()) {
                long first = Math.max(next, entry.getKey());
                long last = Math.min(good.last(i), entry.getValue().last());
                if (last < first) {
                    continue;
                }
                if (next < first) {
                    fresh.add(new long[] {next, first - 1});
                }
                long at = entry.getValue().position() + first - entry.getKey();
                repeats.add(new Repeat(at, at + last - first + 1, file));
                next = last + 1;
            }
            if (next <= good.last(i)) {
                fresh.add(new long[] {next, good.last(i)});
            }
        }
        long at = position;
        for (long[] range : fresh) {
            own.add(range[0], range[1]);
            seen.put(range[0], new Seen(range[1], at));
            at += range[1] - range[0] + 1;
        }
    }

    List<Repeat> repeats() {
        return repeats;
    }
}
