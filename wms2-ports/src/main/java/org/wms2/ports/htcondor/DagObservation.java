package org.wms2.ports.htcondor;

import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/**
 * What the queue (or the history) says of one outer DAGMan job.
 *
 * @param starts NumJobStarts; 0 while it has never run
 * @param holdReasonCode HoldReasonCode; 15 for "submitted on hold"; 0 if not held
 * @param exitCode set once it has exited by itself
 * @param reason hold or remove reason; empty if none
 * @param dagStatus DAG_Status: 0 ok, 1 error, 2 node failed, 3 aborted, 4 removed, 5 cycle, 6 halted; null before DAGMan
 *     has said so
 * @param groupsTotal work units of the DAG; 0 before DAGMan has said so, and if they are splices: DAGMan counts nodes then
 * @param jobs of all its inner DAGs
 */
public record DagObservation(
        DagKey key,
        ClusterId cluster,
        JobState state,
        int starts,
        int holdReasonCode,
        @Nullable Integer exitCode,
        String reason,
        @Nullable Integer dagStatus,
        int groupsTotal,
        int groupsDone,
        int groupsFailed,
        JobCounts jobs) {

    /** HTCondor's code for "submitted on hold at the user's request". */
    public static final int SUBMITTED_ON_HOLD = 15;

    /** Whether it still waits for its first release. */
    public boolean isSubmittedOnHold() {
        return state == JobState.HELD && holdReasonCode == SUBMITTED_ON_HOLD && starts == 0;
    }

    /**
     * Whether it was removed before it ever started: a stray that was swept, unless it is the very one whose cluster is on
     * record.
     */
    public boolean isUnstartedRemoval() {
        return state == JobState.REMOVED && starts == 0;
    }

    /** Whether DAGMan is gone: exited or removed. */
    public boolean hasEnded() {
        return state == JobState.COMPLETED || state == JobState.REMOVED;
    }
}
