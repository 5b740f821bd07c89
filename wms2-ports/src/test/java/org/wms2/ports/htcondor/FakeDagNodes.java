package org.wms2.ports.htcondor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Dag;

/** Nodes and logs that a test has written down, of whichever DAG is asked for. */
public final class FakeDagNodes implements DagNodes {
    private final List<DagNode> nodes = new ArrayList<>();
    private final Map<String, NodeReport> reports = new HashMap<>();
    private final Map<String, NodeLogs> logs = new HashMap<>();
    private @Nullable RuntimeException trouble;
    private int visited;

    /** A node; one that is there is replaced. */
    public synchronized FakeDagNodes put(DagNode node) {
        nodes.removeIf(n -> key(n.ordinal(), n.name()).equals(key(node.ordinal(), node.name())));
        nodes.add(node);
        nodes.sort(Comparator.comparingInt(DagNode::ordinal));
        return this;
    }

    /** The newest report of a node. */
    public synchronized FakeDagNodes report(int ordinal, String node, NodeReport report) {
        reports.put(key(ordinal, node), report);
        return this;
    }

    /** What a node has left. */
    public synchronized FakeDagNodes logs(int ordinal, String node, NodeLogs left) {
        logs.put(key(ordinal, node), left);
        return this;
    }

    /** What every call meets from now on; null: nothing. */
    public synchronized void meets(@Nullable RuntimeException told) {
        trouble = told;
    }

    /** Nodes that were given out so far. */
    public synchronized int visited() {
        return visited;
    }

    @Override
    public synchronized void each(Dag dag, int first, int last, Predicate<DagNode> goOn) {
        check();
        for (DagNode node : nodes) {
            if (node.ordinal() >= first && node.ordinal() <= last) {
                visited++;
                if (!goOn.test(node)) {
                    return;
                }
            }
        }
    }

    @Override
    public synchronized Map<String, NodeReport> reports(Dag dag, int ordinal, Set<String> wanted) {
        check();
        Map<String, NodeReport> found = new TreeMap<>();
        for (String node : wanted) {
            NodeReport report = reports.get(key(ordinal, node));
            if (report != null) {
                found.put(node, report);
            }
        }
        return found;
    }

    @Override
    public synchronized NodeLogs logs(Dag dag, int ordinal, String node, int starts, int lines) {
        check();
        NodeLogs left = logs.getOrDefault(key(ordinal, node), new NodeLogs(List.of(), 0, List.of()));
        return new NodeLogs(left.starts().stream().limit(starts).toList(), left.allStarts(), left.files());
    }

    @Override
    public synchronized LogTail dagmanLog(Dag dag, OptionalInt ordinal, int lines) {
        check();
        String file = ordinal.isPresent()
                ? "mg_%06d/group.dag.dagman.out".formatted(ordinal.getAsInt())
                : "workflow.dag.dagman.out";
        return new LogTail(file, 12, List.of("DAGMan says"), true);
    }

    private void check() {
        if (trouble != null) {
            throw trouble;
        }
    }

    private static String key(int ordinal, String node) {
        return ordinal + "/" + node;
    }
}
