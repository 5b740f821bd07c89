package org.wms2.cms.dbs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiRange;

/** Gathers rows of filelumis, one per lumi section, into ranges by file and run. Not thread-safe. */
public final class LumiCollector {

    private final Map<String, TreeMap<Integer, TreeSet<Long>>> files = new HashMap<>();

    /** Adds a lumi section of a file. */
    public void add(String lfn, int run, long lumi) {
        files.computeIfAbsent(lfn, f -> new TreeMap<>())
                .computeIfAbsent(run, r -> new TreeSet<>())
                .add(lumi);
    }

    /** The runs of a file, ascending; empty if it has none. */
    public List<RunLumis> runs(String lfn) {
        List<RunLumis> runs = new ArrayList<>();
        files.getOrDefault(lfn, new TreeMap<>()).forEach((run, lumis) -> runs.add(new RunLumis(run, ranges(lumis))));
        return runs;
    }

    private static List<LumiRange> ranges(SortedSet<Long> lumis) {
        List<LumiRange> ranges = new ArrayList<>();
        long first = lumis.getFirst();
        long last = first;
        for (long lumi : lumis.tailSet(first + 1)) {
            if (lumi > last + 1) {
                ranges.add(new LumiRange(first, last));
                first = lumi;
            }
            last = lumi;
        }
        ranges.add(new LumiRange(first, last));
        return ranges;
    }
}
