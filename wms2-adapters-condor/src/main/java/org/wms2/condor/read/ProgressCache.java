package org.wms2.condor.read;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.wms2.ports.htcondor.DagProgress;

/**
 * The progress of the DAGs that are asked for most often; of any other, the files are read from the start. Nothing of it
 * outlives the process, and nothing has to. Thread-safe: two DAGs never wait for each other's files.
 */
public final class ProgressCache {
    /** So many outer DAGs are kept. */
    static final int CAPACITY = 2048;

    private final String dag;
    private final String log;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Path, WatchedDag> watched = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * For outer DAGs of these file names.
     *
     * @param log the JOBSTATE_LOG
     */
    public ProgressCache(String dag, String log) {
        this(dag, log, CAPACITY);
    }

    ProgressCache(String dag, String log, int capacity) {
        this.dag = dag;
        this.log = log;
        this.capacity = capacity;
    }

    /**
     * What DAGMan has written in a directory so far.
     *
     * @throws UnreadableException if a file that is needed is none of DAGMan's
     */
    public DagProgress progress(Path directory) {
        return watched(directory).look();
    }

    /** Nobody will ask for it for a while. */
    public void forget(Path directory) {
        lock.lock();
        try {
            watched.remove(directory);
        } finally {
            lock.unlock();
        }
    }

    /** How many DAGs are kept. */
    int size() {
        lock.lock();
        try {
            return watched.size();
        } finally {
            lock.unlock();
        }
    }

    private WatchedDag watched(Path directory) {
        lock.lock();
        try {
            WatchedDag dagThere = watched.computeIfAbsent(directory, d -> new WatchedDag(d, dag, log));
            if (watched.size() > capacity) {
                watched.remove(watched.keySet().iterator().next());
            }
            return dagThere;
        } finally {
            lock.unlock();
        }
    }
}
