package org.wms2.ports.htcondor;

import java.time.Instant;
import java.util.stream.Stream;
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

    /** Inner DAGMans and jobs of work units that are under way. */
    long below() {
        return underWay().map(o -> 1L + jobs(o)).reduce(0L, Long::sum);
    }

    /** What the queue says of it; the jobs are those that a test has told of, if any. */
    DagObservation observation(@Nullable JobCounts told) {
        boolean hasRun = starts > 0;
        long running = underWay()
                .filter(o -> state == JobState.RUNNING)
                .mapToLong(this::jobs)
                .sum();
        return new DagObservation(
                key,
                cluster,
                state,
                starts,
                holdCode,
                exitCode,
                reason,
                dagStatus,
                hasRun ? files.units.size() : 0,
                files.done.size(),
                files.failed.size(),
                told == null ? new JobCounts(0, running, 0, 0) : told);
    }

    private long jobs(int ordinal) {
        return files.units.get(ordinal).jobs().size();
    }

    private Stream<Integer> underWay() {
        return files.started.stream().filter(o -> !files.done.contains(o) && !files.failed.containsKey(o));
    }
}
