package org.wms2.domain;

import org.wms2.domain.planning.LayoutChoice;
import org.wms2.ports.htcondor.SchedulerLimits;

/**
 * How many DAGs may be active at once, and why. Outer and inner DAGMans count against one limit of the schedd; past it the
 * inner ones wait for ever and nothing says so (contracts/htcondor.md 1e).
 *
 * @param maxActiveDags as set, 1 or more
 * @param processes condor_dagman processes that a DAG may take
 * @param reserve how many the schedd must have beside all the outer ones, so that inner ones get on
 * @param limits of the schedd
 * @param slots what holds: the smaller of the setting and (limit - reserve) / processes, at least 1
 */
public record Admission(int maxActiveDags, int processes, int reserve, SchedulerLimits limits, int slots) {

    /**
     * The smaller of both; 1 if even one DAG could fill the schedd's limit: it still makes progress alone.
     *
     * @param workUnits of one DAG in the queue at once, 1 or more
     * @param layout which layouts the capacity check may choose: where a full DAG fits only as splices, it takes one
     *     process; then a small one that still fits as DAGs needs one process more to get on
     */
    public static Admission of(int maxActiveDags, int workUnits, LayoutChoice layout, SchedulerLimits limits) {
        int smallest = limits.smallest();
        boolean spliced = switch (layout) {
            case SUBDAG -> false;
            case SPLICE -> true;
            case AUTO -> smallest < 1 + workUnits;
        };
        int processes = spliced ? 1 : 1 + workUnits;
        int reserve = spliced && layout == LayoutChoice.AUTO ? 1 : 0;
        int fit = smallest == SchedulerLimits.NONE ? maxActiveDags : (smallest - reserve) / processes;
        return new Admission(maxActiveDags, processes, reserve, limits, Math.max(1, Math.min(maxActiveDags, fit)));
    }

    /** In words for a person. */
    public String words() {
        if (slots == maxActiveDags) {
            return "at most " + slots + " DAGs at once (max-active-dags)";
        }
        return "at most " + slots + " DAGs at once: the schedd runs " + limits.smallest()
                + " DAGMans, one DAG takes up to " + processes
                + (processes == 1 ? " (layout splice)" : " (throttle-work-units " + (processes - 1) + ")")
                + "; max-active-dags is " + maxActiveDags + ". Raise MAX_RUNNING_SCHEDULER_JOBS_PER_OWNER"
                + (processes == 1 ? "" : ", or lower throttle-work-units");
    }
}
