package org.wms2.domain.planning;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.SiteName;

/**
 * What a whole request would take, over all its rounds: the answer of a dry run. Times are the request's own estimates.
 *
 * @param events that the jobs read or generate
 * @param files input files, each counted once; 0 for a generator
 * @param outputs one per kept output dataset; of a TaskChain's later tasks with the first task's events
 * @param sites that could run some of it now
 * @param waiting work units that no site could run now
 * @param waitingReason of the first of them; empty if none
 * @param overTimeLimit lumi sections left out, as each alone would run longer than the job time limit
 * @param jobSeconds wall time of all jobs one after the other
 * @param longestJobSeconds wall time of the longest job
 * @param bytes of all kept outputs
 * @param capacity of its largest round
 */
public record PlanSummary(
        long jobs,
        long workUnits,
        long rounds,
        long events,
        long files,
        List<Output> outputs,
        SortedSet<SiteName> sites,
        long waiting,
        String waitingReason,
        long overTimeLimit,
        double jobSeconds,
        double longestJobSeconds,
        long bytes,
        CapacityCheck capacity) {
    public PlanSummary {
        outputs = List.copyOf(outputs);
        sites = Collections.unmodifiableSortedSet(new TreeSet<>(sites));
    }

    /** Estimated events and bytes of one output dataset. */
    public record Output(DatasetName dataset, long events, long bytes) {}
}
