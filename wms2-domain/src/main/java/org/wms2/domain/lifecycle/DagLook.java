package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.wms2.domain.Ports;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.DagProgress;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.output.WorkUnitManifest;

/** Gathers the facts of a running DAG. Thread-safe. */
final class DagLook {
    private final Ports ports;
    private final SharedQueue queue;
    private final Duration grace;
    private final Map<DagKey, Instant> missingSince = new ConcurrentHashMap<>();

    DagLook(Ports ports, SharedQueue queue, Duration grace) {
        this.ports = ports;
        this.queue = queue;
        this.grace = grace;
    }

    DagFacts look(RequestState state, Dag dag) {
        Optional<DagObservation> seen = seen(dag);
        DagProgress progress = ports.dagFiles().progress(dag.directory());
        boolean vanished = vanished(dag, seen);
        boolean ended = vanished || seen.map(DagObservation::hasEnded).orElse(false);
        String lastWords = ended ? ports.dagFiles().lastWords(dag.directory()) : "";
        return new DagFacts(
                seen,
                vanished,
                progress,
                manifests(state, dag, progress, ended),
                lastWords,
                failures(state, dag, progress, ended));
    }

    private Optional<DagObservation> seen(Dag dag) {
        Optional<DagObservation> inQueue = queue.look().of(dag.key()).stream()
                .filter(o -> o.cluster().equals(dag.cluster()))
                .findFirst();
        return inQueue.isPresent()
                ? inQueue
                : ports.htcondor().find(dag.key()).filter(o -> o.cluster().equals(dag.cluster()));
    }

    private boolean vanished(Dag dag, Optional<DagObservation> seen) {
        if (seen.isPresent()) {
            missingSince.remove(dag.key());
            return false;
        }
        Instant now = ports.clock().instant();
        Instant since = missingSince.computeIfAbsent(dag.key(), key -> now);
        return !since.plus(grace).isAfter(now);
    }

    private List<Failure> failures(RequestState state, Dag dag, DagProgress progress, boolean dagmanEnded) {
        List<Failure> failures = new ArrayList<>();
        for (WorkUnit unit : dagmanEnded ? state.missing() : List.<WorkUnit>of()) {
            if (progress.failed().containsKey(unit.ordinal())) {
                failures.addAll(ports.dagFiles()
                        .failures(
                                dag.directory(),
                                unit.id(),
                                unit.ordinal(),
                                dag.key().attempt()));
            }
        }
        return failures;
    }

    /**
     * Also of failed work units: a cleanup that fails makes its DAG fail, and the manifest is there all the same. Of all
     * once DAGMan is gone: one that was killed or removed has left a status file that is behind.
     */
    private SortedMap<Integer, WorkUnitManifest> manifests(
            RequestState state, Dag dag, DagProgress progress, boolean dagmanEnded) {
        SortedMap<Integer, WorkUnitManifest> manifests = new TreeMap<>();
        for (WorkUnit unit : state.units()) {
            boolean open = unit.status() == WorkUnitStatus.PLANNED || unit.status() == WorkUnitStatus.RUNNING;
            boolean ended = dagmanEnded
                    || progress.done().contains(unit.ordinal())
                    || progress.failed().containsKey(unit.ordinal());
            if (open && ended) {
                ports.dagFiles()
                        .manifest(dag.directory(), unit.ordinal())
                        .ifPresent(m -> manifests.put(unit.ordinal(), m));
            }
        }
        return manifests;
    }
}
