package org.wms2.server.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a rehearsed campaign went.
 *
 * @param ends from the campaign's start to the completion of each request that completed, ascending
 * @param others how many requests did not, by what they say of it
 * @param workUnits planned in all
 * @param rescues attempts beyond the first of all DAGs
 * @param turns that a server took
 */
public record CampaignResult(
        CampaignPlan plan,
        List<Duration> ends,
        SortedMap<String, Integer> others,
        long workUnits,
        long rescues,
        long turns) {
    private static final double PERCENT = 100;

    public CampaignResult {
        ends = ends.stream().sorted().toList();
        others = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(others));
    }

    /**
     * The time by which so many per cent of the completed requests were completed (nearest rank).
     *
     * @param percent above 0, to 100
     * @throws IllegalStateException if none is
     */
    public Duration quantile(double percent) {
        if (ends.isEmpty()) {
            throw new IllegalStateException("no request has completed");
        }
        int rank = (int) Math.ceil(percent / PERCENT * ends.size());
        return ends.get(Math.max(1, rank) - 1);
    }
}
