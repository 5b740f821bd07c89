package org.wms2.condor.read;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.htcondor.DagMetrics;
import org.wms2.ports.htcondor.DagProgress;
import org.wms2.ports.id.SiteName;

/**
 * The progress of one outer DAG, kept between looks. While DAGMan runs, its JOBSTATE_LOG is the truth; the node status
 * file is read where the log leaves something open ({@link GroupStates#asks()}), the metrics once they are there, and
 * strikes of the work units of which a node failed. Thread-safe.
 */
final class WatchedDag {
    private final Path directory;
    private final String dag;
    private final GroupStates states = new GroupStates();
    private final JobstateTail tail;
    private final FileStamp statusFile;
    private final FileStamp metricsFile;
    private final Strikes strikes;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable DagMetrics metrics;
    private @Nullable DagProgress told;
    private SortedMap<Integer, List<SiteName>> struckTold = new TreeMap<>();
    private int changesTold;

    WatchedDag(Path directory, String dag, String log) {
        this.directory = directory;
        this.dag = dag;
        this.tail = new JobstateTail(directory.resolve(log), states);
        this.statusFile = new FileStamp(directory.resolve(dag + ".status").toFile());
        this.metricsFile = new FileStamp(directory.resolve(dag + ".metrics").toFile());
        this.strikes = new Strikes(directory);
    }

    /**
     * How far it is now: the same object as long as nothing has changed.
     *
     * @throws UnreadableException if a file that is needed is none of DAGMan's
     */
    DagProgress look() {
        lock.lock();
        try {
            // Before the log: what DAGMan writes into both in between is read again at the next look.
            boolean statusIsNews = statusFile.isNews();
            if (!tail.advance()) {
                return DagmanFiles.progress(directory, dag);
            }
            if (statusIsNews && states.asks()) {
                DagmanFiles.status(directory, dag).ifPresent(states::learn);
                statusFile.wasRead();
            }
            if (metricsFile.isNews()) {
                metrics = DagmanFiles.metrics(directory, dag)
                        .map(MetricsFile::metrics)
                        .orElse(null);
                metricsFile.wasRead();
            }
            return tell();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("ReferenceEquality") // another object is news, the same one is none
    private DagProgress tell() {
        SortedMap<Integer, List<SiteName>> struck = strikes.of(states.retried());
        SortedMap<Integer, String> failed = new TreeMap<>(states.failed());
        boolean halted = HaltFiles.found(directory, dag, failed);
        DagMetrics lastWord = metrics == null || DagmanFiles.isOfEarlierAttempt(directory, dag) ? null : metrics;
        DagProgress last = told;
        if (last != null
                && changesTold == states.changes()
                && struckTold == struck
                && last.failed().equals(failed)
                && last.haltFile() == halted
                && last.metrics() == lastWord) {
            return last;
        }
        DagProgress now = new DagProgress(states.started(), states.done(), failed, struck, halted, lastWord);
        told = now;
        changesTold = states.changes();
        struckTold = struck;
        return now;
    }
}
