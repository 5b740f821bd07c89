package org.wms2.domain.ledger;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Lumi sections that have been given to generating jobs: ranges, touching ones joined, so that few are kept. */
final class GeneratedSections {
    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    /** Adds a range; the first section of it that was there before, empty if none was. */
    OptionalLong add(long first, long last) {
        Map.Entry<Long, Long> before = lastByFirst.floorEntry(last);
        if (before != null && before.getValue() >= first) {
            return OptionalLong.of(Math.max(first, before.getKey()));
        }
        long from = first;
        long to = last;
        if (before != null && before.getValue() == first - 1) {
            from = before.getKey();
        }
        Map.Entry<Long, Long> after = lastByFirst.ceilingEntry(last);
        if (after != null && after.getKey() == last + 1) {
            to = after.getValue();
            lastByFirst.remove(after.getKey());
        }
        lastByFirst.put(from, to);
        return OptionalLong.empty();
    }
}
