package org.wms2.ports.htcondor;

/** Jobs of a DAG by state, summed over its running inner DAGs; up to DAGMAN_QUEUE_UPDATE_INTERVAL old. */
public record JobCounts(long idle, long running, long held, long completed) {
    public static final JobCounts NONE = new JobCounts(0, 0, 0, 0);

    public JobCounts plus(JobCounts other) {
        return new JobCounts(
                idle + other.idle, running + other.running, held + other.held, completed + other.completed);
    }
}
