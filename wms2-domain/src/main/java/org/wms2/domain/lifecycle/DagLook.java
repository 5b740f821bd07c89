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
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.DagProgress;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.htcondor.QueueSnapshot;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.store.Change;

/** Gathers the facts of a running DAG. Thread-safe. */
final class DagLook {
    private final Ports ports;
    private final SharedQueue queue;
    private final Duration grace;
    private final Map<DagKey, Instant> missingSince = new ConcurrentHashMap<>();
    private final Map<DagKey, Instant> endedSince = new ConcurrentHashMap<>();

    DagLook(Ports ports, SharedQueue queue, Duration grace) {
        this.ports = ports;
        this.queue = queue;
        this.grace = grace;
    }

    /**
     * The facts of a DAG.
     *
     * @throws org.wms2.ports.error.Wms2Exception if something that it left cannot be read
     */
    DagFacts look(RequestState state, Dag dag) {
        return look(state, dag, ReadableFiles.strict(ports.dagFiles()));
    }

    /** The same for one that is to be stopped whatever it left: what cannot be read is not there. */
    DagFacts lookToStop(RequestState state, Dag dag) {
        return look(state, dag, ReadableFiles.tolerant(ports.dagFiles()));
    }

    private DagFacts look(RequestState state, Dag dag, ReadableFiles files) {
        Optional<DagObservation> seen = seen(dag);
        DagProgress progress = files.progress(dag.directory());
        boolean vanished = vanished(dag, seen, progress);
        boolean ended = vanished || seen.map(DagObservation::hasEnded).orElse(false);
        boolean there = !(ended || seen.filter(DagLook::waitsToBeStartedAgain).isPresent())
                || ports.dagFiles().exists(dag.directory());
        String lastWords = ended ? files.lastWords(dag.directory()) : "";
        return new DagFacts(
                seen,
                vanished,
                progress,
                manifests(state, dag, progress, ended, files),
                ended && (!there || settled(dag, seen, vanished, progress)),
                there,
                lastWords,
                () -> failures(state, dag, progress, files));
    }

    private static boolean waitsToBeStartedAgain(DagObservation seen) {
        return seen.state() == JobState.IDLE && seen.starts() > 0;
    }

    private boolean settled(Dag dag, Optional<DagObservation> seen, boolean vanished, DagProgress progress) {
        return vanished
                || DagFacts.metrics(dag, progress).isPresent()
                || seen.filter(DagObservation::isUnstartedRemoval).isPresent()
                || hasLongEnded(dag.key());
    }

    /** Whether it was seen to have ended for longer than the grace time, by this process: its last word is overdue. */
    private boolean hasLongEnded(DagKey key) {
        Instant now = ports.clock().instant();
        return endedSince.computeIfAbsent(key, k -> now).plus(grace).isBefore(now);
    }

    /** Changes have been stored: of a DAG whose end is among them nothing needs to be remembered. */
    void stored(RequestState state, List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.MoveDag move && !move.to().isOpen()) {
                missingSince.remove(move.key());
                endedSince.remove(move.key());
                state.openDag()
                        .filter(d -> d.key().equals(move.key()))
                        .ifPresent(d -> ports.dagFiles().forget(d.directory()));
            }
        }
    }

    private Optional<DagObservation> seen(Dag dag) {
        ClusterId cluster = dag.cluster();
        if (cluster == null) {
            return Optional.empty();
        }
        QueueSnapshot snapshot = queue.look();
        Optional<DagObservation> inQueue = snapshot.of(dag.key(), cluster);
        if (inQueue.isEmpty() && !snapshot.knows(cluster)) {
            throw new ServiceUnavailableException("HTCondor", "the schedd " + cluster.schedd() + " does not answer");
        }
        return inQueue.isPresent() ? inQueue : ports.htcondor().find(dag.key(), cluster);
    }

    /** Gone from queue and history: believed at once if DAGMan has left its last word, else after the grace time. */
    private boolean vanished(Dag dag, Optional<DagObservation> seen, DagProgress progress) {
        if (seen.isPresent()) {
            missingSince.remove(dag.key());
            return false;
        }
        if (DagFacts.metrics(dag, progress).isPresent()) {
            return true;
        }
        Instant now = ports.clock().instant();
        Instant since = missingSince.computeIfAbsent(dag.key(), key -> now);
        return !since.plus(grace).isAfter(now);
    }

    private static List<Failure> failures(RequestState state, Dag dag, DagProgress progress, ReadableFiles files) {
        List<Failure> failures = new ArrayList<>();
        for (WorkUnit unit : state.missing()) {
            if (progress.failed().containsKey(unit.ordinal())) {
                failures.addAll(files.failures(
                        dag.directory(), unit.id(), unit.ordinal(), dag.key().attempt()));
            }
        }
        return failures;
    }

    /**
     * Also of failed work units: a cleanup that fails makes its DAG fail, and the manifest is there all the same. Of all
     * once DAGMan is gone: one that was killed or removed has left a status file that is behind.
     */
    private SortedMap<Integer, WorkUnitManifest> manifests(
            RequestState state, Dag dag, DagProgress progress, boolean dagmanEnded, ReadableFiles files) {
        SortedMap<Integer, WorkUnitManifest> manifests = new TreeMap<>();
        for (WorkUnit unit : state.units()) {
            boolean open = unit.status() == WorkUnitStatus.PLANNED || unit.status() == WorkUnitStatus.RUNNING;
            boolean ended = dagmanEnded
                    || progress.done().contains(unit.ordinal())
                    || progress.failed().containsKey(unit.ordinal());
            if (open && ended) {
                files.manifest(dag.directory(), unit.ordinal()).ifPresent(m -> manifests.put(unit.ordinal(), m));
            }
        }
        return manifests;
    }
}
