package org.wms2.domain.merging;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.wms2.ports.workflow.MergeLimits;

/** Runs a recorded case of one of WMCore's merge rules (the format: contracts/cms.md 2.8). */
public final class MergeCases {
    private MergeCases() {}

    /** The merged files that our rule makes of the candidates. */
    public static List<MergeJob> run(JsonNode one) {
        JsonNode params = one.path("params");
        boolean forced = one.path("effectiveOptions")
                .path("forceMerge")
                .asBoolean(!one.path("filesetOpen").asBoolean());
        boolean parentless = parentless(one);
        MergeLimits limits = new MergeLimits(
                params.path("min_merge_size").asLong(1_048_576),
                params.path("max_merge_size").asLong(1_000_000_000),
                params.path("max_merge_events").asLong(parentless ? 100_000_000 : 50_000));
        List<MergeCandidate> candidates = candidates(one);
        if (parentless) {
            return new ParentlessMergeBySize(
                            limits,
                            params.path("merge_across_runs").asBoolean(true),
                            params.path("max_wait_time").asLong(43_200),
                            forced)
                    .merge(candidates);
        }
        return new WmbsMergeBySize(limits, forced).merge(candidates);
    }

    /** The rows that the rule chooses from. */
    public static List<MergeCandidate> candidates(JsonNode one) {
        List<MergeCandidate> candidates = new ArrayList<>();
        one.path("inputs").forEach(input -> candidates.add(candidate(input)));
        return candidates;
    }

    /** The rule's estimate of disk; the one of time is null where the rule has none. */
    public static double diskKb(JsonNode one, MergeJob job) {
        return parentless(one) ? job.diskKb() : job.mergedKb();
    }

    /** Whether it is a case of ParentlessMergeBySize, which estimates the time too; else it is one of WMBSMergeBySize. */
    public static boolean parentless(JsonNode one) {
        return one.path("algorithm").asText().equals("ParentlessMergeBySize");
    }

    private static MergeCandidate candidate(JsonNode input) {
        Set<String> places = new TreeSet<>();
        if (input.path("pnn").isArray()) {
            input.path("pnn").forEach(place -> places.add(place.asText()));
        } else {
            places.add(input.path("pnn").asText());
        }
        return new MergeCandidate(
                input.path("file_lfn").asText(),
                input.path("file_size").asLong(),
                input.path("file_events").asLong(),
                input.path("file_run").asLong(),
                input.path("file_lumi").asLong(),
                input.path("file_first_event").asLong(),
                places,
                input.path("file_parent").asLong(),
                input.path("age_seconds").asLong());
    }
}
