package org.wms2.domain.ledger;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.request.LumiRange;

/** Lumi sections by run, each with how often it was added. */
final class Sections {
    private final SortedMap<Integer, SortedMap<Long, Integer>> counts = new TreeMap<>();

    /** Adds a section once more; how often it is there now. */
    int add(int run, long lumi) {
        return counts.computeIfAbsent(run, r -> new TreeMap<>()).merge(lumi, 1, Integer::sum);
    }

    /** How often a section is there. */
    int count(int run, long lumi) {
        Map<Long, Integer> lumis = counts.get(run);
        return lumis == null ? 0 : lumis.getOrDefault(lumi, 0);
    }

    long size() {
        return counts.values().stream().mapToLong(Map::size).sum();
    }

    /** The first section of this one that the other has not, in words; empty if it has all. */
    String firstNotIn(Sections other) {
        for (Map.Entry<Integer, SortedMap<Long, Integer>> run : counts.entrySet()) {
            for (long lumi : run.getValue().keySet()) {
                if (other.count(run.getKey(), lumi) == 0) {
                    return words(run.getKey(), lumi);
                }
            }
        }
        return "";
    }

    /** The first section that is here more often than in the other, in words; empty if there is none. */
    String firstMoreThanIn(Sections other) {
        for (Map.Entry<Integer, SortedMap<Long, Integer>> run : counts.entrySet()) {
            for (Map.Entry<Long, Integer> lumi : run.getValue().entrySet()) {
                if (lumi.getValue() > other.count(run.getKey(), lumi.getKey())) {
                    return words(run.getKey(), lumi.getKey());
                }
            }
        }
        return "";
    }

    static String words(int run, long lumi) {
        return "run " + run + " lumi " + lumi;
    }

    /** What the outputs of jobs must have: each section that is known of, as often as jobs process it. */
    static Sections of(List<UnitJobs.Placed> jobs) {
        Sections all = new Sections();
        for (UnitJobs.Placed placed : jobs) {
            ofJob(placed.job()).counts.forEach((run, lumis) -> lumis.keySet().forEach(lumi -> all.add(run, lumi)));
        }
        return all;
    }

    /** Whether all sections of jobs are known: none reads a whole file of which DBS knows no lumi section. */
    static boolean knownOf(List<UnitJobs.Placed> jobs) {
        return jobs.stream()
                .map(UnitJobs.Placed::job)
                .allMatch(job -> !job.mask().isEmpty()
                        || job.inputs().stream().noneMatch(input -> input.runs().isEmpty()));
    }

    private static Sections ofJob(SplitJob job) {
        Sections one = new Sections();
        EventRange range = job.range();
        if (range != null && job.inputs().isEmpty()) {
            one.add(range.run(), new LumiRange(range.firstLumi(), range.lastLumi()));
        } else if (!job.mask().isEmpty()) {
            one.add(job.mask());
        } else {
            for (JobInput input : job.inputs()) {
                one.add(input.runs());
            }
        }
        return one;
    }

    private void add(List<RunLumis> runs) {
        runs.forEach(run -> run.lumis().forEach(range -> add(run.run(), range)));
    }

    private void add(int run, LumiRange range) {
        for (long lumi = range.first(); lumi <= range.last(); lumi++) {
            add(run, lumi);
        }
    }
}
