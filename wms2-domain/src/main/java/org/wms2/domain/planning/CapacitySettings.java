package org.wms2.domain.planning;

import org.wms2.ports.error.InputRefusedException;

/**
 * What one DAG may take of the schedd's machine, and how fast it is submitted there.
 *
 * @param layout which layouts may be chosen
 * @param maxMemoryBytes of all condor_dagman processes of one DAG; 1 or more
 * @param maxBytes of the submit directory of one DAG as it is written; 1 or more
 * @param maxIdleJobs of one DAG, 1 or more; HTCondor's own MAX_JOBS_PER_OWNER is 100,000
 * @param idlePerDagman idle jobs of the condor_dagman of a DAG with splices, its option -maxidle, 1 or more
 * @param submitsPerSecond of one condor_dagman, 1 or more: DAGMAN_MAX_SUBMITS_PER_INTERVAL over
 *     DAGMAN_USER_LOG_SCAN_INTERVAL, which are 100 and 5 s
 */
public record CapacitySettings(
        LayoutChoice layout,
        long maxMemoryBytes,
        long maxBytes,
        long maxIdleJobs,
        int idlePerDagman,
        int submitsPerSecond) {
    /** The best layout that fits; 1 GB of memory, 4 GB of disk, 100,000 idle jobs; HTCondor's own pace. */
    public static final CapacitySettings DEFAULT =
            new CapacitySettings(LayoutChoice.AUTO, 1_000_000_000L, 4_000_000_000L, 100_000, 1_000, 20);

    public CapacitySettings {
        if (maxMemoryBytes < 1 || maxBytes < 1 || maxIdleJobs < 1 || idlePerDagman < 1 || submitsPerSecond < 1) {
            throw new InputRefusedException(
                    "capacity settings",
                    maxMemoryBytes + ", " + maxBytes + ", " + maxIdleJobs + ", " + idlePerDagman + ", "
                            + submitsPerSecond,
                    "all 1 or more");
        }
    }
}
