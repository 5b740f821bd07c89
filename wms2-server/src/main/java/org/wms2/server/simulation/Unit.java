package org.wms2.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.request.LumiRange;

/**
 * What a submit directory keeps of a work unit's plan: enough to run it without its jobs.
 *
 * @param jobs processing jobs, 1 or more
 * @param outputEvents in each kept output
 * @param lumis lumi sections of its outputs, ascending, none twice
 * @param inputs LFNs of its input files, sorted
 */
record Unit(
        WorkUnitId id,
        int ordinal,
        int jobs,
        SortedSet<SiteName> sites,
        long outputEvents,
        List<RunLumis> lumis,
        List<Lfn> inputs) {
    static Unit of(WorkUnitPlan plan) {
        SortedMap<Integer, TreeSet<Long>> byRun = new TreeMap<>();
        TreeSet<Lfn> inputs = new TreeSet<>();
        for (JobSpec job : plan.jobs()) {
            for (JobInput input : job.inputs()) {
                inputs.add(input.lfn());
                if (job.mask().isEmpty()) {
                    add(byRun, input.runs());
                }
            }
            add(byRun, job.mask());
            EventRange range = job.range();
            if (range != null && job.inputs().isEmpty()) {
                TreeSet<Long> lumis = byRun.computeIfAbsent(range.run(), r -> new TreeSet<>());
                for (long lumi = range.firstLumi(); lumi <= range.lastLumi(); lumi++) {
                    lumis.add(lumi);
                }
            }
        }
        if (byRun.isEmpty()) {
            byRun.put(1, new TreeSet<>(List.of(plan.ordinal() + 1L)));
        }
        List<RunLumis> lumis = new ArrayList<>();
        byRun.forEach((run, sections) -> lumis.add(new RunLumis(run, ranges(sections))));
        return new Unit(
                plan.id(),
                plan.ordinal(),
                plan.jobs().size(),
                plan.sites(),
                plan.expectedOutputEvents(),
                lumis,
                List.copyOf(inputs));
    }

    private static void add(SortedMap<Integer, TreeSet<Long>> byRun, List<RunLumis> runs) {
        for (RunLumis run : runs) {
            TreeSet<Long> lumis = byRun.computeIfAbsent(run.run(), r -> new TreeSet<>());
            for (LumiRange range : run.lumis()) {
                for (long lumi = range.first(); lumi <= range.last(); lumi++) {
                    lumis.add(lumi);
                }
            }
        }
    }

    private static List<LumiRange> ranges(TreeSet<Long> lumis) {
        List<LumiRange> ranges = new ArrayList<>();
        long first = lumis.first();
        long last = first;
        for (long lumi : lumis.tailSet(first, false)) {
            if (lumi != last + 1) {
                ranges.add(new LumiRange(first, last));
                first = lumi;
            }
            last = lumi;
        }
        ranges.add(new LumiRange(first, last));
        return ranges;
    }
}
