package org.wms2.condor.dag;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how submit directories are written.
 *
 * @param submitDir absolute; every DAG lives below it
 * @param statusInterval at most this often DAGMan rewrites its node status file; 1 s or more
 * @param nodeRetries how often a node is tried again; 0 or more
 * @param payload what the jobs run
 * @param jobs what the pool wants to see in every job, and when HTCondor removes one
 */
public record DagSettings(
        Path submitDir, Duration statusInterval, int nodeRetries, SyntheticPayload payload, JobPolicy jobs) {
    public DagSettings {
        if (!submitDir.isAbsolute()) {
            throw new IllegalArgumentException("the submit directory must be absolute, found " + submitDir);
        }
        if (statusInterval.toSeconds() < 1 || nodeRetries < 0) {
            throw new IllegalArgumentException("expected a status interval of 1 s or more and 0 or more retries, found "
                    + statusInterval + " and " + nodeRetries);
        }
    }

    /** Defaults: status every 5 s, 3 retries, {@link JobPolicy#DEFAULT}. */
    public static DagSettings of(Path submitDir, SyntheticPayload payload) {
        return new DagSettings(submitDir, Duration.ofSeconds(5), 3, payload, JobPolicy.DEFAULT);
    }

    /** The same with another policy. */
    public DagSettings withJobs(JobPolicy policy) {
        return new DagSettings(submitDir, statusInterval, nodeRetries, payload, policy);
    }
}
