package org.wms2.server.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/** The ad of one outer DAGMan job. */
final class DagmanJob {
    final DagKey key;
    final ClusterId cluster;
    final SubmitDirectory directory;
    JobState state = JobState.HELD;
    int starts;
    int holdCode = DagObservation.SUBMITTED_ON_HOLD;
    String reason = "submitted on hold at user's request";
    boolean inQueue = true;
    /** Whether DAGMan has read its DAG and tells the schedd of it. */
    boolean speaks;
    /** Whether it exits as soon as it is started, and is put back into the queue. */
    boolean hindered;

    Instant endedAt = Instant.EPOCH;

    @Nullable
    Integer exitCode;

    DagmanJob(DagKey key, ClusterId cluster, SubmitDirectory directory) {
        this.key = key;
        this.cluster = cluster;
        this.directory = directory;
    }

    void be(JobState now, int code, String why) {
        state = now;
        holdCode = code;
        reason = why;
    }

    boolean hasEnded() {
        return state == JobState.REMOVED || state == JobState.COMPLETED;
    }

    /** Removed before it ever ran: it is nobody's end. */
    boolean isSweptStray() {
        return state == JobState.REMOVED && starts == 0;
    }

    @Override
    public String toString() {
        return key + " cluster " + cluster + " " + state + " starts " + starts;
    }
}
