package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;

/**
 * The order in which the splitters by lumi section take files: by their lowest run and, within it, by its lumi sections
 * one after the other ({@code DataStructs/Run.py}, {@code __lt__}); files alike stay in order of their LFNs.
 */
final class LumiOrder implements Comparator<InputFile> {
    private final LumiRanges left = new LumiRanges();
    private final LumiRanges right = new LumiRanges();

    private LumiOrder() {}

    /** Files that are ordered by LFN in this order. */
    static List<InputFile> of(List<InputFile> files) {
        LumiOrder order = new LumiOrder();
        for (int i = 1; i < files.size(); i++) {
            if (order.compare(files.get(i - 1), files.get(i)) > 0) {
                List<InputFile> sorted = new ArrayList<>(files);
                sorted.sort(order);
                return sorted;
            }
        }
        return files;
    }

    @Override
    public int compare(InputFile a, InputFile b) {
        if (a.runs().isEmpty() || b.runs().isEmpty()) {
            return Boolean.compare(b.runs().isEmpty(), a.runs().isEmpty());
        }
        RunLumis lowestOfA = a.runs().getFirst();
        RunLumis lowestOfB = b.runs().getFirst();
        return lowestOfA.run() == lowestOfB.run()
                ? compareLumis(lowestOfA, lowestOfB)
                : Integer.compare(lowestOfA.run(), lowestOfB.run());
    }

    private int compareLumis(RunLumis a, RunLumis b) {
        left.set(a.lumis());
        right.set(b.lumis());
        int count = Math.min(left.count(), right.count());
        for (int i = 0; i < count; i++) {
            if (left.first(i) != right.first(i)) {
                return Long.compare(left.first(i), right.first(i));
            }
            if (left.last(i) != right.last(i)) {
                return left.last(i) < right.last(i) ? goesOn(left, i) : -goesOn(right, i);
            }
        }
        return Integer.compare(left.count(), right.count());
    }

    /** The next section of the shorter range comes after the other's; if it has none, it is the beginning of the other. */
    private static int goesOn(LumiRanges shorter, int index) {
        return index + 1 < shorter.count() ? 1 : -1;
    }
}
