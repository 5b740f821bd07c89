package org.wms2.ports.htcondor;

import java.util.List;
import java.util.Optional;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/**
 * The queue of one schedd, or of several that are taken together. Every method throws {@link ServiceUnavailableException} when the schedd did not answer in time:
 * nothing is known then, neither of the state nor of an effect (contracts/htcondor.md 3 and 4).
 */
public interface HTCondor {
    /** Returns if the schedd answers. */
    void checkReachable();

    /**
     * Finds the submission of an attempt by its tag, in the queue first, then in the history. Swept strays (removed
     * without ever having started) are not found; of several the lowest cluster is.
     */
    Optional<DagObservation> find(DagKey key);

    /** The same of a submission whose cluster is known: only its own schedd is asked, what others say does not matter. */
    default Optional<DagObservation> find(DagKey key, ClusterId cluster) {
        return find(key).filter(found -> found.cluster().equals(cluster));
    }

    /**
     * Submits the DAG of a directory, or the pilot if its key is one's, on hold; it runs only after {@link #release}. The caller has looked it up by
     * {@link #find} before.
     *
     * @throws ServiceRefusedException if HTCondor refuses it
     */
    ClusterId submitOnHold(DagKey key, String directory);

    /** Releases a DAGMan job; harmless if it runs already or has ended. */
    void release(ClusterId cluster);

    /** Removes a DAGMan job and all jobs below it; harmless if it has left the queue. */
    void remove(ClusterId cluster, String reason);

    /** Removes what is left of a DAG whose DAGMan is gone: inner DAGMans and jobs with its tag; harmless if there are none. */
    void removeLeftovers(DagKey key, String reason);

    /** The same at the schedd of a cluster only. */
    default void removeLeftovers(DagKey key, ClusterId cluster, String reason) {
        removeLeftovers(key, reason);
    }

    /**
     * Jobs of a DAG in the queue, its inner DAGMans included, the outer DAGMan not; of a pilot, itself until it has ended:
     * 0 once everything is gone.
     */
    long remaining(DagKey key);

    /** The same at the schedd of a cluster only. */
    default long remaining(DagKey key, ClusterId cluster) {
        return remaining(key);
    }

    /** How many DAGMan processes of ours the schedd lets run; of several the sum. */
    SchedulerLimits limits();

    /**
     * One query for every DAG of ours in the queue, ended ones that are kept there and swept strays included. Of several
     * schedds those that did not answer are named in the snapshot; it throws only if none did.
     */
    QueueSnapshot observe();

    /** Node jobs of ours that are held, of all DAGs: one query. */
    List<HeldJob> heldJobs();

    /**
     * Raises the memory request of a held node job in the queue and releases it; harmless if it has left the queue or runs
     * again. What is submitted later takes its request from the directory ({@link DagFiles#setMemory}).
     *
     * @param memoryMb in MiB, 1 or more
     */
    void raiseMemory(HeldJob job, int memoryMb);

    /**
     * Gives the jobs of a DAG that are in the queue, its DAGMans included, a new job priority; harmless if there are none.
     * What is submitted later takes its priority from the directory ({@link DagFiles#setPriority}).
     */
    void setPriority(DagKey key, int priority);

    /** The same at the schedd of a cluster only. */
    default void setPriority(DagKey key, ClusterId cluster, int priority) {
        setPriority(key, priority);
    }

    /** Jobs of ours that have ended and are kept in the queue, pilots and swept strays too: one query. */
    List<KeptJob> kept();

    /**
     * Takes an ended DAGMan job, or an ended pilot, out of the queue where it is kept: only once its outcome is in the
     * database. Harmless if it is gone; one that has not ended is left alone.
     */
    void dispose(ClusterId cluster);

    /** Submits one plain job, outside of any DAG. */
    ClusterId submit(PlainJob job);
}
