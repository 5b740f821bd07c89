package org.wms2.server.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wms2.ports.id.SiteName;

/** Where jobs run: slots, how long jobs take, and what fails. */
final class Farm {
    /** DAGMan's retries of one node. */
    private static final int RETRIES = 3;

    final VirtualTime time;
    final Chance chance;
    final Slots slots;
    /** Sites where every job fails at once. */
    final Set<SiteName> blackHoles = new TreeSet<>();

    final Duration typicalJob;
    double nodeFailures;

    /** Typical times are medians; the failure rate is per start of a node, 0 to 1. */
    Farm(VirtualTime time, Chance chance, int slots, Duration typicalJob, double nodeFailures) {
        this.time = time;
        this.chance = chance;
        this.slots = new Slots(slots);
        this.typicalJob = typicalJob;
        this.nodeFailures = nodeFailures;
    }

    /**
     * How the processing nodes of a landing went.
     *
     * @param busy how long they keep their slots, on average
     * @param until the last one has ended
     * @param failed nodes that failed for good
     */
    record Played(Duration busy, Duration until, int failed) {}

    Played play(int jobs, SiteName site) {
        if (blackHoles.contains(site)) {
            Duration soon = chance.between(Duration.ofMinutes(2), Duration.ofMinutes(10));
            return new Played(soon, soon, jobs);
        }
        Duration until = Duration.ZERO;
        double starts = 0;
        int left = jobs;
        for (int start = 0; start <= RETRIES && left > 0; start++) {
            until = until.plus(chance.slowestOf(left, typicalJob));
            starts += left;
            left = chance.many(left, nodeFailures);
        }
        Duration busy = Duration.ofSeconds(Math.round(typicalJob.toSeconds() * starts / jobs));
        return new Played(busy.compareTo(until) < 0 ? busy : until, until, left);
    }

    /** Where HTCondor lands a work unit: another site than before, if there is one. */
    SiteName land(SortedSet<SiteName> sites, Set<SiteName> before) {
        List<SiteName> others =
                new ArrayList<>(sites.stream().filter(s -> !before.contains(s)).toList());
        return chance.oneOf(others.isEmpty() ? List.copyOf(sites) : others);
    }
}
