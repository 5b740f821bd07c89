package org.wms2.ports.htcondor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.id.DagKey;

/** All DAGs of ours that were in the queue at one moment. */
public record QueueSnapshot(Instant takenAt, List<DagObservation> dags) {
    public QueueSnapshot {
        dags = List.copyOf(dags);
    }

    /** The DAGMan jobs of one attempt, lowest cluster first; more than one only if a stray waits to be swept. */
    public List<DagObservation> of(DagKey key) {
        return dags.stream()
                .filter(d -> d.key().equals(key))
                .sorted(java.util.Comparator.comparing(DagObservation::cluster))
                .toList();
    }

    /** The lowest cluster of one attempt. */
    public Optional<DagObservation> first(DagKey key) {
        return of(key).stream().findFirst();
    }
}
