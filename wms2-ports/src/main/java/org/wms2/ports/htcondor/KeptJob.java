package org.wms2.ports.htcondor;

import java.time.Instant;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/**
 * A job of ours that has ended and is kept in the queue: an outer DAGMan, a pilot, or a stray that was swept.
 *
 * @param state {@link JobState#COMPLETED} or {@link JobState#REMOVED}
 * @param starts NumJobStarts; 0 of a stray that was removed before it ever ran
 * @param since when it came into this state, by the schedd's clock
 */
public record KeptJob(DagKey key, ClusterId cluster, JobState state, int starts, Instant since) {
    public KeptJob {
        if (state != JobState.COMPLETED && state != JobState.REMOVED) {
            throw new IllegalArgumentException("expected a job that has ended, found " + cluster + " " + state);
        }
    }

    /** Whether it was removed before it ever started: no end of anything. */
    public boolean isSweptStray() {
        return state == JobState.REMOVED && starts == 0;
    }
}
