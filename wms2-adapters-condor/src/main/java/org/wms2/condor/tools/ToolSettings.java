package org.wms2.condor.tools;

import java.time.Duration;

/**
 * Limits of the tools' calls.
 *
 * @param queryTimeout for condor_q, condor_history, condor_release, condor_rm; a hung schedd alone takes 20 s
 * @param submitTimeout for condor_submit_dag and condor_submit; with a hung schedd they would wait for ever
 * @param keepEnded how long ended DAGMan jobs stay in the queue if nobody disposes of them
 * @param maxIdleJobs of one DAGMan, its option -maxidle; inner ones have HTCondor's own, 1,000
 */
public record ToolSettings(Duration queryTimeout, Duration submitTimeout, Duration keepEnded, int maxIdleJobs) {
    /** 30 s, 60 s, ten days, 1,000 jobs. */
    public static final ToolSettings DEFAULT =
            new ToolSettings(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofDays(10), 1000);

    public ToolSettings {
        if (queryTimeout.toMillis() < 1
                || submitTimeout.toMillis() < 1
                || keepEnded.toSeconds() < 1
                || maxIdleJobs < 1) {
            throw new IllegalArgumentException("expected limits above 0, found " + queryTimeout + ", " + submitTimeout
                    + ", " + keepEnded + ", " + maxIdleJobs);
        }
    }
}
