package org.wms2.domain.merging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.workflow.MergeLimits;

/**
 * Merges files so that those made from one parent stay together, whatever their size; runs are never mixed
 * (WMBSMergeBySize, contracts/cms.md 2.7). Files whose siblings failed are not candidates: the caller leaves them out.
 *
 * @param forced whether all there is now is merged: nothing more will come
 */
public record WmbsMergeBySize(MergeLimits limits, boolean forced) {
    private static final Comparator<Unit> BY_CONTENT =
            Comparator.comparingLong((Unit unit) -> unit.run).thenComparingLong(unit -> unit.lumi);

    /** The merged files to make now; candidates that are in none of them wait. */
    public List<MergeJob> merge(List<MergeCandidate> candidates) {
        List<MergeJob> jobs = new ArrayList<>();
        Packing packing = new Packing(limits, forced, Long.MAX_VALUE);
        for (Collection<Unit> units : units(candidates, MergeCandidate::locations)) {
            packing.pack(List.copyOf(units)).forEach(packed -> jobs.add(job(packed)));
        }
        return jobs;
    }

    /** The files of each parent, wherever they are: by run as these are first seen, then by lumi section. */
    static List<MergeJob> byParent(List<MergeCandidate> candidates) {
        List<MergeJob> jobs = new ArrayList<>();
        for (Collection<Unit> units : units(candidates, file -> Set.of())) {
            units.stream().sorted(BY_CONTENT).forEach(unit -> jobs.add(job(List.of(unit))));
        }
        return jobs;
    }

    private static MergeJob job(List<Unit> units) {
        List<Unit> sorted = new ArrayList<>(units);
        sorted.sort(BY_CONTENT);
        List<MergeCandidate> files = new ArrayList<>();
        for (Unit unit : sorted) {
            unit.files.sort(Comparator.comparingLong(MergeCandidate::firstEvent));
            files.addAll(unit.files);
        }
        return new MergeJob(files);
    }

    /** By place, run and parent, all in the order in which they are first seen. */
    private static List<Collection<Unit>> units(
            List<MergeCandidate> candidates, Function<MergeCandidate, Set<String>> placeOf) {
        Map<Set<String>, Map<Long, Map<Long, Unit>>> units = new LinkedHashMap<>();
        @Nullable Unit newest = null;
        for (MergeCandidate file : candidates) {
            Map<Long, Unit> ofRun = units.computeIfAbsent(placeOf.apply(file), place -> new LinkedHashMap<>())
                    .computeIfAbsent(file.run(), run -> new LinkedHashMap<>());
            Unit unit = ofRun.get(file.parent());
            if (unit == null) {
                newest = new Unit(file);
                ofRun.put(file.parent(), newest);
                continue;
            }
            // WMCore gives the lower lumi section to the unit that it made last, which need not be this file's.
            if (newest != null && unit.begins(file)) {
                newest.run = file.run();
                newest.lumi = file.lumi();
            }
            unit.add(file);
        }
        return units.values().stream()
                .flatMap(runs -> runs.values().stream())
                .map(Map::values)
                .toList();
    }

    /** The files of one parent. */
    private static final class Unit implements Mergeable {
        private final List<MergeCandidate> files = new ArrayList<>();
        private long bytes;
        private long events;
        private long run;
        private long lumi;

        Unit(MergeCandidate first) {
            run = first.run();
            lumi = first.lumi();
            add(first);
        }

        /** Whether a file comes before all that the unit has. */
        boolean begins(MergeCandidate file) {
            return file.run() < run || (file.run() == run && file.lumi() < lumi);
        }

        void add(MergeCandidate file) {
            files.add(file);
            bytes += file.bytes();
            events += file.events();
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public long events() {
            return events;
        }

        @Override
        public long ageSeconds() {
            return 0;
        }
    }
}
