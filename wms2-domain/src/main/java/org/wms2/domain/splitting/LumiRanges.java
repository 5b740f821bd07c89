package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wms2.ports.request.LumiRange;

/** Lumi sections of one run as ranges: ascending, none touching. A buffer that is filled again and again. */
final class LumiRanges {
    private long[] firsts = new long[8];
    private long[] lasts = new long[8];
    private int count;

    /** Ranges of a list in any order, overlapping or touching. */
    static LumiRanges of(List<LumiRange> ranges) {
        LumiRanges made = new LumiRanges();
        made.set(ranges);
        return made;
    }

    int count() {
        return count;
    }

    long first(int index) {
        return firsts[index];
    }

    long last(int index) {
        return lasts[index];
    }

    /** Number of lumi sections. */
    long size() {
        long size = 0;
        for (int i = 0; i < count; i++) {
            size += lasts[i] - firsts[i] + 1;
        }
        return size;
    }

    void clear() {
        count = 0;
    }

    /** Takes what a list has, in any order. */
    void set(List<LumiRange> ranges) {
        clear();
        for (int i = 0; i < ranges.size(); i++) {
            LumiRange range = ranges.get(i);
            if (count > 0 && range.first() < firsts[count - 1]) {
                List<LumiRange> sorted = new ArrayList<>(ranges);
                sorted.sort((a, b) -> Long.compare(a.first(), b.first()));
                set(sorted);
                return;
            }
            add(range.first(), range.last());
        }
    }

    /** Adds a range that does not begin before the last one. */
    void add(long first, long last) {
        if (count > 0 && first <= lasts[count - 1] + 1) {
            lasts[count - 1] = Math.max(lasts[count - 1], last);
            return;
        }
        if (count == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * count);
            lasts = Arrays.copyOf(lasts, 2 * count);
        }
        firsts[count] = first;
        lasts[count] = last;
        count++;
    }

    /** Takes what two others have in common, of which the second may have many ranges. */
    void setCommon(LumiRanges a, LumiRanges b) {
        clear();
        int i = 0;
        int j = a.count == 0 ? 0 : b.endingFrom(a.firsts[0]);
        while (i < a.count && j < b.count) {
            long first = Math.max(a.firsts[i], b.firsts[j]);
            long last = Math.min(a.lasts[i], b.lasts[j]);
            if (first <= last) {
                add(first, last);
            }
            if (a.lasts[i] < b.lasts[j]) {
                i++;
            } else {
                j++;
            }
        }
    }

    /** The number of the first range that does not end before a lumi section. */
    private int endingFrom(long lumi) {
        int found = Arrays.binarySearch(lasts, 0, count, lumi);
        return found >= 0 ? found : -found - 1;
    }

    boolean contains(long lumi) {
        for (int i = 0; i < count && firsts[i] <= lumi; i++) {
            if (lumi <= lasts[i]) {
                return true;
            }
        }
        return false;
    }
}
