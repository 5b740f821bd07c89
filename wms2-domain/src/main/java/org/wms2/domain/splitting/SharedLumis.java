package org.wms2.domain.splitting;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiRange;

/** Which files of a block have a lumi section that another one has too. */
final class SharedLumis {
    /** Bits for a range's number; the others are for its first lumi section, which CMSSW counts in 32 bits. */
    private static final int NUMBER_BITS = 31;

    private final BitSet sharing = new BitSet();
    private long[] lasts = new long[64];
    private int[] owners = new int[64];
    private int count;
    private final Map<Integer, Ranges> byRun = new HashMap<>();

    /** Ranges of a run: first lumi section and number, in one. */
    private static final class Ranges {
        private long[] keys = new long[64];
        private int count;

        void add(long key) {
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, 2 * count);
            }
            keys[count] = key;
            count++;
        }
    }

    private SharedLumis() {}

    /** Those files, by their number in the list. */
    static BitSet files(List<InputFile> files) {
        SharedLumis shared = new SharedLumis();
        if (!apart(files)) {
            for (int file = 0; file < files.size(); file++) {
                for (RunLumis run : files.get(file).runs()) {
                    shared.add(run, file);
                }
            }
            shared.byRun.values().forEach(shared::sweep);
        }
        return shared.sharing;
    }

    /** Whether each file begins after the one before ends: usual, and quick to see. */
    private static boolean apart(List<InputFile> files) {
        int run = -1;
        long lumi = -1;
        for (InputFile file : files) {
            if (!file.runs().isEmpty()) {
                RunLumis lowest = file.runs().getFirst();
                RunLumis highest = file.runs().getLast();
                if (lowest.lumis().isEmpty() || highest.lumis().isEmpty()) {
                    return false;
                }
                long begin = lowest.lumis().getFirst().first();
                if (lowest.run() < run || (lowest.run() == run && begin <= lumi)) {
                    return false;
                }
                run = highest.run();
                lumi = highest.lumis().getLast().last();
            }
        }
        return true;
    }

    private void add(RunLumis run, int file) {
        Ranges ranges = byRun.computeIfAbsent(run.run(), r -> new Ranges());
        for (LumiRange range : run.lumis()) {
            if (count == lasts.length) {
                lasts = Arrays.copyOf(lasts, 2 * count);
                owners = Arrays.copyOf(owners, 2 * count);
            }
            lasts[count] = range.last();
            owners[count] = file;
            ranges.add(range.first() << NUMBER_BITS | count);
            count++;
        }
    }

    /** In order of their beginnings, a range that begins before the furthest end so far shares sections with that one. */
    private void sweep(Ranges ranges) {
        Arrays.sort(ranges.keys, 0, ranges.count);
        int furthest = -1;
        for (int i = 0; i < ranges.count; i++) {
            int number = (int) (ranges.keys[i] & ((1L << NUMBER_BITS) - 1));
            long first = ranges.keys[i] >>> NUMBER_BITS;
            if (furthest >= 0 && first <= lasts[furthest] && owners[furthest] != owners[number]) {
                sharing.set(owners[furthest]);
                sharing.set(owners[number]);
            }
            if (furthest < 0 || lasts[number] > lasts[furthest]) {
                furthest = number;
            }
        }
    }
}
