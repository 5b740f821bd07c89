package org.wms2.ports.htcondor;

import java.util.Optional;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/**
 * One schedd's queue. Every method throws {@link ServiceUnavailableException} when the schedd did not answer in time:
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

    /**
     * Jobs of a DAG in the queue, its inner DAGMans included, the outer DAGMan not; of a pilot, itself until it has ended:
     * 0 once everything is gone.
     */
    long remaining(DagKey key);

    /** How many DAGMan processes of ours the schedd lets run. */
    SchedulerLimits limits();

    /** One query for every DAG of ours in the queue, ended ones that are kept there included. */
    QueueSnapshot observe();

    /** Submits one plain job, outside of any DAG. */
    ClusterId submit(PlainJob job);
}
