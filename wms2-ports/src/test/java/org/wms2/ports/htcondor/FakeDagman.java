package org.wms2.ports.htcondor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/** One outer DAGMan job of {@link FakeHTCondor}. */
final class FakeDagman {
    final DagKey key;
    final ClusterId cluster;
    final String directory;
    /** What is in its directory, also once that is deleted. */
    final FakeDirectory files;

    JobState state = JobState.HELD;
    int starts;
    int holdCode = DagObservation.SUBMITTED_ON_HOLD;

    @Nullable
    Integer exitCode;

    /** What DAGMan has told the schedd; null before it has read its DAG. */
    @Nullable
    Integer dagStatus;

    String reason = "submitted on hold at user's request";
    boolean inQueue = true;
    Instant endedAt = Instant.EPOCH;

    FakeDagman(DagKey key, ClusterId cluster, String directory, FakeDirectory files) {
        this.key = key;
        this.cluster = cluster;
        this.directory = directory;
        this.files = files;
    }

    boolean sweptStray() {
        return state == JobState.REMOVED && starts == 0;
    }

    boolean alive() {
        return state != JobState.REMOVED && state != JobState.COMPLETED;
    }
}
