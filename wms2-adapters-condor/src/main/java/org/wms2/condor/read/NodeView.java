package org.wms2.condor.read;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.condor.read.NodeEvents.Last;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.Harmless;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.plan.NodeRole;

/**
 * One node out of its line in the status file and its newest event. The event counts if it is newer than the file; of the
 * same second it does too, unless the file says that the node has ended.
 *
 * @param past whether the status file is an earlier run's: of it only what is done may still hold
 */
record NodeView(NodeEvents events, java.time.Instant writtenAt, boolean past, boolean doneStays) {
    /** What a job returns when trying again cannot help, and when the work unit is to end at once. */
    private static final java.util.Set<String> FINAL_EXITS = java.util.Set.of("42", "43");

    /** State, tries and words of a node. */
    private record Seen(NodeState state, int tries, String words) {}

    /**
     * The node.
     *
     * @param key its name in the events; of a splice with its work unit
     * @param line its part of the status file; null if there is none
     */
    DagNode of(int ordinal, String name, String key, StatusReader.@Nullable Node line, @Nullable SiteName site) {
        boolean holds = line != null && (!past || (doneStays && line.status() == NodeStatus.DONE));
        Seen seen = holds && line != null ? seen(line) : new Seen(NodeState.WAITING, 0, "");
        NodeRole role = role(name);
        Optional<Last> last = events.ofThisRun(key);
        if (last.isPresent() && (!holds || isNewer(last.get(), seen.state()))) {
            seen = later(seen, last.get(), role);
        }
        if (holds && events.hasEnded() && (seen.state() == NodeState.WAITING || seen.state() == NodeState.READY)) {
            seen = new Seen(NodeState.FUTILE, seen.tries(), "its DAGMan has ended");
        }
        return new DagNode(
                ordinal,
                name,
                role,
                seen.state(),
                seen.tries(),
                Harmless.words(seen.words()),
                last.map(Last::job).orElse(""),
                site,
                last.or(() -> seenBefore(holds, key)).map(Last::at).orElse(null));
    }

    private boolean isNewer(Last last, NodeState state) {
        return switch (state) {
            case DONE, FAILED, FUTILE, INTERRUPTED -> last.at().isAfter(writtenAt);
            case WAITING, READY, IDLE, RUNNING, HELD, SCRIPT -> !last.at().isBefore(writtenAt);
        };
    }

    private Optional<Last> seenBefore(boolean holds, String key) {
        return holds ? events.of(key) : Optional.empty();
    }

    private static Seen seen(StatusReader.Node line) {
        int started = line.retries() + 1;
        return switch (line.status()) {
            case NOT_READY -> new Seen(NodeState.WAITING, line.retries(), "");
            case READY -> new Seen(NodeState.READY, line.retries(), line.retries() > 0 ? "to be tried again" : "");
            case PRERUN -> new Seen(NodeState.SCRIPT, line.retries(), "its PRE script");
            case SUBMITTED -> submitted(line, started);
            case POSTRUN -> new Seen(NodeState.SCRIPT, started, "its POST script");
            case DONE -> new Seen(NodeState.DONE, started, line.details());
            case FUTILE -> new Seen(NodeState.FUTILE, 0, line.details());
            case ERROR ->
                new Seen(
                        line.details().startsWith("Was STATUS_") ? NodeState.INTERRUPTED : NodeState.FAILED,
                        started,
                        line.details());
        };
    }

    /** A held job is "idle" in DAGMan's words too. */
    private static Seen submitted(StatusReader.Node line, int started) {
        NodeState state = line.held() > 0
                ? NodeState.HELD
                : line.details().equals("not_idle") ? NodeState.RUNNING : NodeState.IDLE;
        return new Seen(state, started, "");
    }

    private static Seen later(Seen before, Last last, @Nullable NodeRole role) {
        int tries = Math.max(before.tries(), last.starts());
        return switch (last.event()) {
            case "SUBMIT", "JOB_EVICTED", "JOB_RELEASED", "JOB_SUSPENDED" -> new Seen(NodeState.IDLE, tries, "");
            case "EXECUTE", "JOB_UNSUSPENDED" -> new Seen(NodeState.RUNNING, tries, "");
            case "JOB_HELD" -> new Seen(NodeState.HELD, tries, "");
            case "PRE_SCRIPT_STARTED", "PRE_SCRIPT_TERMINATED", "PRE_SCRIPT_SUCCESS" ->
                new Seen(NodeState.SCRIPT, tries, "its PRE script");
            case "POST_SCRIPT_STARTED", "POST_SCRIPT_TERMINATED" ->
                new Seen(NodeState.SCRIPT, tries, "its POST script");
            case "JOB_TERMINATED" -> new Seen(NodeState.SCRIPT, tries, "its job has just ended");
            case "JOB_SUCCESS" ->
                role == NodeRole.LANDING || role == NodeRole.MERGE
                        ? new Seen(NodeState.SCRIPT, tries, "its POST script")
                        : new Seen(NodeState.DONE, tries, "");
            case "POST_SCRIPT_SUCCESS" -> new Seen(NodeState.DONE, tries, "");
            case "JOB_FAILURE" ->
                failed(tries, "its job returned " + last.detail(), FINAL_EXITS.contains(last.detail()));
            case "JOB_ABORTED" -> failed(tries, "its job was removed", false);
            case "POST_SCRIPT_FAILURE" -> failed(tries, "its POST script failed", false);
            case "PRE_SCRIPT_FAILURE" -> failed(tries, "its PRE script failed", false);
            default -> before;
        };
    }

    /** Whether it is tried again is DAGMan's to say, with its next status file. */
    private static Seen failed(int tries, String words, boolean isFinal) {
        return isFinal
                ? new Seen(NodeState.FAILED, tries, words)
                : new Seen(NodeState.READY, tries, words + "; DAGMan tries it again or gives it up");
    }

    private static @Nullable NodeRole role(String name) {
        return switch (name) {
            case "landing" -> NodeRole.LANDING;
            case "merge" -> NodeRole.MERGE;
            case "cleanup" -> NodeRole.CLEANUP;
            default -> name.startsWith("proc_") ? NodeRole.PROCESSING : null;
        };
    }
}
