package org.wms2.domain.lifecycle;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.htcondor.DagMetrics;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.DagProgress;
import org.wms2.ports.output.WorkUnitManifest;

/**
 * What HTCondor and the submit directory say of a running DAG.
 *
 * @param seen in the queue or the history; empty if neither has it
 * @param vanished whether it is in neither, and has left its last word on disk or has been missing for longer than the grace
 *     time
 * @param manifests of work units that are done and not merged yet, by ordinal
 * @param settled whether all is there that it may still leave: its last word is, or it never started, or it has been gone for
 *     longer than the grace time; false while it lives
 * @param directoryThere whether its submit directory is where it was written; true while DAGMan lives
 * @param lastWords of DAGMan; empty unless it has ended
 * @param failures asks what the reports of failed work units say: many files, read once the end is applied
 */
public record DagFacts(
        Optional<DagObservation> seen,
        boolean vanished,
        DagProgress progress,
        SortedMap<Integer, WorkUnitManifest> manifests,
        boolean settled,
        boolean directoryThere,
        String lastWords,
        Supplier<List<Failure>> failures) {
    public DagFacts {
        manifests = Collections.unmodifiableSortedMap(new TreeMap<>(manifests));
    }

    /** DAGMan's last word on disk, if it is this attempt's and not an earlier one's. */
    Optional<DagMetrics> metrics(Dag dag) {
        return metrics(dag, progress);
    }

    static Optional<DagMetrics> metrics(Dag dag, DagProgress progress) {
        return Optional.ofNullable(progress.metrics())
                .filter(m -> dag.cluster() != null && m.cluster().hasNumberOf(dag.cluster()));
    }

    /** Whether DAGMan is gone. */
    public boolean ended() {
        return vanished || seen.map(DagObservation::hasEnded).orElse(false);
    }
}
