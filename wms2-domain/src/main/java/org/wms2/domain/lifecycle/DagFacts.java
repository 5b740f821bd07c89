package org.wms2.domain.lifecycle;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.DagProgress;
import org.wms2.ports.output.WorkUnitManifest;

/**
 * What HTCondor and the submit directory say of a running DAG.
 *
 * @param seen in the queue or the history; empty if neither has it
 * @param vanished whether it has been in neither for longer than the grace time
 * @param manifests of work units that are done and not merged yet, by ordinal
 * @param lastWords of DAGMan; empty unless it has ended
 * @param failures asks what the reports of failed work units say: many files, read once the end is applied
 */
public record DagFacts(
        Optional<DagObservation> seen,
        boolean vanished,
        DagProgress progress,
        SortedMap<Integer, WorkUnitManifest> manifests,
        String lastWords,
        Supplier<List<Failure>> failures) {
    public DagFacts {
        manifests = Collections.unmodifiableSortedMap(new TreeMap<>(manifests));
    }

    /** Whether DAGMan is gone. */
    public boolean ended() {
        return vanished || seen.map(DagObservation::hasEnded).orElse(false);
    }
}
