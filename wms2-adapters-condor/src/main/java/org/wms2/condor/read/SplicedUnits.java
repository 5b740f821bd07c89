package org.wms2.condor.read;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The work units of a DAG of layout splice. One condor_dagman has the nodes of them all, {@code mg_000042+proc_000007},
 * and one status file: what a work unit is about follows from its nodes (docs/htcondor.md, "Layouts and capacity").
 */
public final class SplicedUnits {
    private static final Pattern NODE = Pattern.compile("mg_([0-9]{6})\\+(\\w+)");
    /** Between the name of a splice and that of a node in it (DAGMan manual, SPLICE). */
    private static final String JOINT = "+";

    private final Map<NodeStatus, Integer> nodes = new EnumMap<>(NodeStatus.class);
    private @Nullable String failure;

    private SplicedUnits() {}

    /** Whether a status file is of a DAG with splices. */
    static boolean has(NodeStatusFile status) {
        return !status.nodes().isEmpty() && status.nodes().getFirst().name().contains(JOINT);
    }

    /** Sorts the work units by their nodes. */
    static void sort(NodeStatusFile status, Set<Integer> started, Set<Integer> done, Map<Integer, String> failed) {
        Map<Integer, SplicedUnits> units = new TreeMap<>();
        for (NodeStatusFile.Node node : status.nodes()) {
            Matcher name = NODE.matcher(node.name());
            if (!name.matches()) {
                throw new UnreadableException("node status file", "nodes mg_<six digits>+<name>", node.name());
            }
            units.computeIfAbsent(Integer.parseInt(name.group(1)), ordinal -> new SplicedUnits())
                    .add(node, name.group(2));
        }
        units.forEach((ordinal, unit) -> {
            if (unit.hasStarted()) {
                started.add(ordinal);
            }
            if (unit.isDone()) {
                done.add(ordinal);
            }
            if (unit.failure != null && !unit.isUnderWay()) {
                failed.put(ordinal, unit.failure);
            }
        });
    }

    /** The nodes of one work unit under their own names, as a status file of its own would have them. */
    static NodeStatusFile of(NodeStatusFile all, String group) {
        String prefix = group + JOINT;
        return new NodeStatusFile(
                all.writtenAt(),
                all.dagStatus(),
                all.total(),
                all.nodes().stream()
                        .filter(n -> n.name().startsWith(prefix))
                        .map(n -> new NodeStatusFile.Node(
                                n.name().substring(prefix.length()), n.status(), n.details(), n.retries()))
                        .toList(),
                all.last());
    }

    private void add(NodeStatusFile.Node node, String name) {
        nodes.merge(node.status(), 1, Integer::sum);
        if (failure == null && node.status() == NodeStatus.ERROR && !node.wasInterrupted()) {
            failure = name + ": " + node.details();
        }
    }

    private boolean hasStarted() {
        return has(NodeStatus.SUBMITTED) || has(NodeStatus.POSTRUN) || has(NodeStatus.DONE) || has(NodeStatus.ERROR);
    }

    private boolean isDone() {
        return has(NodeStatus.DONE) && nodes.size() == 1;
    }

    /** Whether DAGMan still has something of it to do: the rest of a work unit runs on beside a node that failed. */
    private boolean isUnderWay() {
        return has(NodeStatus.READY) || has(NodeStatus.PRERUN) || has(NodeStatus.SUBMITTED) || has(NodeStatus.POSTRUN);
    }

    private boolean has(NodeStatus status) {
        return nodes.containsKey(status);
    }
}
