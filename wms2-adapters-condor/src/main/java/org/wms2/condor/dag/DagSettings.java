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
 */
public record DagSettings(Path submitDir, Duration statusInterval, int nodeRetries, SyntheticPayload payload) {
    public DagSettings {
        if (!submitDir.isAbsolute()) {
            throw new IllegalArgumentException("the submit directory must be absolute, found " + submitDir);
        }
        if (statusInterval.toSeconds() < 1 || nodeRetries < 0) {
            throw new IllegalArgumentException("expected a status interval of 1 s or more and 0 or more retries, found "
                    + statusInterval + " and " + nodeRetries);
        }
    }

    /** Defaults: status every 5 s, 3 retries. */
    public static DagSettings of(Path submitDir, SyntheticPayload payload) {
        return new DagSettings(submitDir, Duration.ofSeconds(5), 3, payload);
    }
}
