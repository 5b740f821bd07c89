package org.wms2.ports.htcondor;

import java.time.Instant;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.plan.NodeRole;

/**
 * A node job of ours that HTCondor holds. It never ends by itself: its DAG waits for it.
 *
 * @param node such as {@code proc_000003}; empty if DAGMan did not say
 * @param code HoldReasonCode: 1 by a person, 34 more memory than asked for
 * @param requestedMemoryMb RequestMemory, in MiB; 0 if it is no plain number
 * @param usedMemoryMb MemoryUsage, in MiB; 0 if unknown
 * @param since when it was held
 */
public record HeldJob(
        DagKey key,
        ClusterId cluster,
        WorkUnitId workUnit,
        NodeRole role,
        String node,
        int code,
        int subCode,
        String reason,
        int requestedMemoryMb,
        int usedMemoryMb,
        Instant since) {
    /** HTCondor's code for "more memory than asked for". */
    public static final int OUT_OF_MEMORY = 34;
}
