package org.wms2.ports.htcondor;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/**
 * All DAGs of ours that were in the queue at one moment.
 *
 * @param dags also those that were removed before they ever started: only who knows their cluster asks for them
 * @param silent names of the schedds that did not answer: of their DAGs nothing is known, least of all that they are gone
 */
public record QueueSnapshot(Instant takenAt, List<DagObservation> dags, Set<String> silent) {
    public QueueSnapshot {
        dags = List.copyOf(dags);
        silent = Set.copyOf(silent);
    }

    /** Every schedd has answered. */
    public QueueSnapshot(Instant takenAt, List<DagObservation> dags) {
        this(takenAt, dags, Set.of());
    }

    /** Whether the schedd of a cluster has answered: only then does it mean something that the cluster is not there. */
    public boolean knows(ClusterId cluster) {
        return !silent.contains(cluster.schedd());
    }

    /**
     * The DAGMan jobs of one attempt, lowest cluster first, without swept strays; more than one only if a stray waits to be
     * swept.
     */
    public List<DagObservation> of(DagKey key) {
        return dags.stream()
                .filter(d -> d.key().equals(key) && !d.isUnstartedRemoval())
                .sorted(Comparator.comparing(DagObservation::cluster))
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
