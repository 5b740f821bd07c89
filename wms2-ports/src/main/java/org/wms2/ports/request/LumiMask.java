package org.wms2.ports.request;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lumi sections that a request accepts, by run (ReqMgr2's {@code LumiList}). An empty mask accepts everything; a
 * run that a non-empty mask does not name is refused whole (contracts/cms.md 2.1).
 */
public record LumiMask(SortedMap<Integer, List<LumiRange>> runs) {
    /** Accepts everything. */
    public static final LumiMask ALL = new LumiMask(new TreeMap<>());

    public LumiMask {
        TreeMap<Integer, List<LumiRange>> copy = new TreeMap<>();
        for (Map.Entry<Integer, List<LumiRange>> entry : runs.entrySet()) {
            copy.put(entry.getKey(), List.copyOf(entry.getValue()));
        }
        runs = Collections.unmodifiableSortedMap(copy);
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    public boolean accepts(int run, long lumi) {
        if (runs.isEmpty()) {
            return true;
        }
        for (LumiRange range : runs.getOrDefault(run, List.of())) {
            if (range.contains(lumi)) {
                return true;
            }
        }
        return false;
    }
}
