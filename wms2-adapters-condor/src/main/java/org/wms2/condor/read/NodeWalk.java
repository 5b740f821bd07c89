package org.wms2.condor.read;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.id.SiteName;

/** Goes through the nodes of one DAG, in either layout. Holds one status line at a time, and the events of one log. */
final class NodeWalk {
    private static final String WORKFLOW = "workflow.dag";
    private static final String GROUP = "group.dag";
    private static final char BETWEEN = '+';

    private final Path dag;
    private final int first;
    private final int last;
    private final Predicate<DagNode> goOn;
    private final Map<Integer, Optional<SiteName>> sites = new HashMap<>();

    NodeWalk(Path dag, int first, int last, Predicate<DagNode> goOn) {
        this.dag = dag;
        this.first = first;
        this.last = last;
        this.goOn = goOn;
    }

    /** Each work unit has a DAG of its own. */
    void subdags() throws IOException {
        for (Map.Entry<Integer, Path> group : Groups.of(dag, first, last).entrySet()) {
            Path directory = group.getValue();
            int ordinal = group.getKey();
            NodeEvents events = NodeEvents.read(directory.resolve("group.jobstate.log"), node -> true);
            @Nullable SiteName site = Groups.site(directory);
            boolean more;
            try (StatusReader status =
                    StatusReader.open(directory.resolve(GROUP + ".status")).orElse(null)) {
                NodeView view = view(directory, GROUP, events, status);
                more = status == null
                        ? planned(directory, ordinal, "", view, site)
                        : listed(status, ordinal, view, site);
            }
            if (!more) {
                return;
            }
        }
    }

    /** All nodes are in the workflow's own files, named {@code mg_000003+proc_000001}. */
    void splices() throws IOException {
        NodeEvents events = NodeEvents.read(dag.resolve("workflow.jobstate.log"), name -> ordinal(name) >= 0);
        try (StatusReader status =
                StatusReader.open(dag.resolve(WORKFLOW + ".status")).orElse(null)) {
            NodeView view = view(dag, WORKFLOW, events, status);
            if (status != null) {
                spliced(status, view);
                return;
            }
            for (Map.Entry<Integer, Path> group : Groups.of(dag, first, last).entrySet()) {
                String prefix = GroupNode.name(group.getKey()) + BETWEEN;
                if (!planned(group.getValue(), group.getKey(), prefix, view, Groups.site(group.getValue()))) {
                    return;
                }
            }
        }
    }

    private void spliced(StatusReader status, NodeView view) throws IOException {
        for (Optional<StatusReader.Node> line = status.next(); line.isPresent(); line = status.next()) {
            String key = line.get().name();
            int ordinal = ordinal(key);
            if (ordinal < 0) {
                continue;
            }
            @Nullable
            SiteName site = sites.computeIfAbsent(
                            ordinal, n -> Optional.ofNullable(Groups.site(dag.resolve(GroupNode.name(n)))))
                    .orElse(null);
            String name = key.substring(key.indexOf(BETWEEN) + 1);
            if (!goOn.test(view.of(ordinal, name, key, line.get(), site))) {
                return;
            }
        }
    }

    /** The ordinal of a splice's node; -1 if it is none, or none that is asked for. */
    private int ordinal(String key) {
        int end = key.indexOf(BETWEEN);
        int ordinal = end < 0 ? -1 : Groups.ordinal(key.substring(0, end)).orElse(-1);
        return ordinal < first || ordinal > last ? -1 : ordinal;
    }

    private boolean listed(StatusReader status, int ordinal, NodeView view, @Nullable SiteName site)
            throws IOException {
        for (Optional<StatusReader.Node> line = status.next(); line.isPresent(); line = status.next()) {
            String name = line.get().name();
            if (!goOn.test(view.of(ordinal, name, name, line.get(), site))) {
                return false;
            }
        }
        return true;
    }

    private boolean planned(Path group, int ordinal, String prefix, NodeView view, @Nullable SiteName site) {
        for (String name : Groups.planned(group)) {
            if (!goOn.test(view.of(ordinal, name, prefix + name, null, site))) {
                return false;
            }
        }
        return true;
    }

    /**
     * How the lines of a status file are to be taken. It is an earlier run's until the new DAGMan has written its first: of
     * it only a rescue keeps what was done, a new landing nothing.
     */
    private NodeView view(Path directory, String name, NodeEvents events, @Nullable StatusReader status)
            throws IOException {
        if (status == null) {
            return new NodeView(events, Instant.MIN, true, false);
        }
        boolean past = status.writtenAt().isBefore(events.runBegan())
                || (!status.isDone()
                        && FileStamp.isOlder(directory.resolve(name + ".status"), dag.resolve("attempt.dag")));
        return new NodeView(events, status.writtenAt(), past, past && Groups.hasRescue(directory, name));
    }
}
