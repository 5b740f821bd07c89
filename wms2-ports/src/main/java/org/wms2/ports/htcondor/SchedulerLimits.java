package org.wms2.ports.htcondor;

/**
 * How many DAGMan processes the schedd lets run, outer and inner ones together (contracts/htcondor.md 1e: past it they
 * wait for ever, and nothing says so).
 *
 * @param perOwner MAX_RUNNING_SCHEDULER_JOBS_PER_OWNER, 1 or more; {@link #NONE} if the schedd has no such limit
 * @param total of all owners together, from START_SCHEDULER_UNIVERSE; {@link #NONE} if there is none, or it is no plain
 *     comparison
 * @param largest what one schedd alone runs: of several the one that runs most; a DAG goes to one of them
 */
public record SchedulerLimits(int perOwner, int total, int largest) {
    /** No limit. */
    public static final int NONE = Integer.MAX_VALUE;

    /** Of one schedd. */
    public SchedulerLimits(int perOwner, int total) {
        this(perOwner, total, Math.min(perOwner, total));
    }

    /** The smaller of the two. */
    public int smallest() {
        return Math.min(perOwner, total);
    }
}
