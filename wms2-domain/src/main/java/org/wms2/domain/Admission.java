package org.wms2.domain;

import org.wms2.ports.htcondor.SchedulerLimits;

/**
 * How many DAGs may be active at once, and why. Outer and inner DAGMans count against one limit of the schedd; past it the
 * inner ones wait for ever and nothing says so (contracts/htcondor.md 1e).
 *
 * @param maxActiveDags as set, 1 or more
 * @param workUnits of one DAG in the queue at once, 1 or more
 * @param limits of the schedd
 * @param slots what holds: the smaller of the setting and limit / (1 + work units), at least 1
 */
public record Admission(int maxActiveDags, int workUnits, SchedulerLimits limits, int slots) {

    /** The smaller of both; 1 if even one DAG could fill the schedd's limit: it still makes progress alone. */
    public static Admission of(int maxActiveDags, int workUnits, SchedulerLimits limits) {
        int smallest = limits.smallest();
        int fit = smallest == SchedulerLimits.NONE ? maxActiveDags : smallest / (1 + workUnits);
        return new Admission(maxActiveDags, workUnits, limits, Math.max(1, Math.min(maxActiveDags, fit)));
    }

    /** In words for a person. */
    public String words() {
        if (slots == maxActiveDags) {
            return "at most " + slots + " DAGs at once (max-active-dags)";
        }
        return "at most " + slots + " DAGs at once: the schedd runs " + limits.smallest()
                + " DAGMans, one DAG takes up to "
                + (1 + workUnits) + " (throttle-work-units " + workUnits + "); max-active-dags is " + maxActiveDags
                + ". Raise MAX_RUNNING_SCHEDULER_JOBS_PER_OWNER, or lower throttle-work-units";
    }
}
