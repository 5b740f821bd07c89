package org.wms2.domain.merging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wms2.ports.workflow.MergeLimits;

/**
 * Merges files of a dataset by size alone, in the order of their contents (contracts/cms.md 2.7).
 *
 * @param acrossRuns whether files of different runs share a merged file; true in WMCore unless a request says otherwise
 * @param maxWaitSeconds age above which a file does not wait for others; WMCore's default is 43,200
 * @param forced whether all there is now is merged: nothing more will come
 */
public record ParentlessMergeBySize(MergeLimits limits, boolean acrossRuns, long maxWaitSeconds, boolean forced) {
    private static final Comparator<MergeCandidate> BY_CONTENT = Comparator.comparingLong(MergeCandidate::run)
            .thenComparingLong(MergeCandidate::lumi)
            .thenComparingLong(MergeCandidate::firstEvent);

    /** The rule for all files of a work unit: none of them waits. */
    public static ParentlessMergeBySize ofAll(MergeLimits limits) {
        return new ParentlessMergeBySize(limits, true, Long.MAX_VALUE, true);
    }

    /** The merged files to make now; candidates that are in none of them wait. A file that is named twice counts once. */
    public List<MergeJob> merge(List<MergeCandidate> candidates) {
        List<MergeJob> jobs = new ArrayList<>();
        Packing packing = new Packing(limits, forced, maxWaitSeconds);
        for (List<MergeCandidate> group : groups(candidates)) {
            group.sort(BY_CONTENT);
            packing.pack(group).forEach(files -> jobs.add(new MergeJob(files)));
        }
        return jobs;
    }

    /** By place and, unless it is all one, by run; both in the order in which they are first seen. */
    private Collection<List<MergeCandidate>> groups(List<MergeCandidate> candidates) {
        Set<String> seen = new HashSet<>();
        Map<Set<String>, Map<Long, List<MergeCandidate>>> groups = new LinkedHashMap<>();
        for (MergeCandidate candidate : candidates) {
            if (seen.add(candidate.lfn())) {
                groups.computeIfAbsent(candidate.locations(), place -> new LinkedHashMap<>())
                        .computeIfAbsent(acrossRuns ? 0 : candidate.run(), run -> new ArrayList<>())
                        .add(candidate);
            }
        }
        return groups.values().stream().flatMap(runs -> runs.values().stream()).toList();
    }
}
