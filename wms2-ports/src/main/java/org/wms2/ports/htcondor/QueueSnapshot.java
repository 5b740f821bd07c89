package org.wms2.ports.htcondor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/**
 * All DAGs of ours that were in the queue at one moment.
 *
 * @param dags also those that were removed before they ever started: only who knows their cluster asks for them
 */
public record QueueSnapshot(Instant takenAt, List<DagObservation> dags) {
    public QueueSnapshot {
        dags = List.copyOf(dags);
    }

    /**
     * The DAGMan jobs of one attempt, lowest cluster first, without swept strays; more than one only if a stray waits to be
     * swept.
     */
    public List<DagObservation> of(DagKey key) {
        return dags.stream()
                .filter(d -> d.key().equals(key) && !d.isUnstartedRemoval())
                .sorted(java.util.Comparator.comparing(DagObservation::cluster))
                .toList();
    }

    /** One cluster of an attempt, also if it was removed before it ever started: it is then no stray, but the end. */
    public Optional<DagObservation> of(DagKey key, ClusterId cluster) {
        return dags.stream()
                .filter(d -> d.key().equals(key) && d.cluster().equals(cluster))
                .findFirst();
    }

    /** The lowest cluster of one attempt. */
    public Optional<DagObservation> first(DagKey key) {
        return of(key).stream().findFirst();
    }
}
