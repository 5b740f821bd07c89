package org.wms2.domain.splitting.wmcore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiRange;

/** The good lumi sections of the files of one set of locations: which files have each, and how many events it has. */
final class WorkLumis {
    private final Map<Long, List<Lumi>> byFile = new HashMap<>();
    private final Map<Lumi, List<InputFile>> files = new HashMap<>();
    private final Map<Lumi, Long> events = new HashMap<>();

    /** A lumi section of a run. */
    record Lumi(int run, long number) implements Comparable<Lumi> {
        @Override
        public int compareTo(Lumi other) {
            return Comparator.comparingInt(Lumi::run)
                    .thenComparingLong(Lumi::number)
                    .compare(this, other);
        }
    }

    WorkLumis(List<InputFile> all, WorkRules rules) {
        for (InputFile file : all) {
            List<Lumi> good = new ArrayList<>();
            for (RunLumis run : file.runs()) {
                for (LumiRange range : run.lumis()) {
                    for (long number = range.first(); number <= range.last(); number++) {
                        if (rules.accepts(run.run(), number)) {
                            good.add(new Lumi(run.run(), number));
                        }
                    }
                }
            }
            byFile.put(file.ordinal(), good);
            for (Lumi lumi : good) {
                files.computeIfAbsent(lumi, l -> new ArrayList<>()).add(file);
                // The last file's average counts.
                events.put(lumi, (long) Math.rint((double) file.events() / file.lumis()));
            }
        }
    }

    /** Ascending. */
    List<Lumi> of(InputFile file) {
        return byFile.getOrDefault(file.ordinal(), List.of());
    }

    List<InputFile> files(Lumi lumi) {
        return files.getOrDefault(lumi, List.of());
    }

    long events(Lumi lumi) {
        return events.getOrDefault(lumi, 0L);
    }

    /** Lumi sections as ranges, by run. */
    static SortedMap<Integer, List<LumiRange>> ranges(SortedSet<Lumi> lumis) {
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        for (Lumi lumi : lumis) {
            List<LumiRange> ranges = runs.computeIfAbsent(lumi.run(), run -> new ArrayList<>());
            if (!ranges.isEmpty() && ranges.getLast().last() + 1 == lumi.number()) {
                ranges.add(new LumiRange(ranges.removeLast().first(), lumi.number()));
            } else {
                ranges.add(new LumiRange(lumi.number(), lumi.number()));
            }
        }
        return runs;
    }
}
