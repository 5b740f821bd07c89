package org.wms2.condor.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A NODE_STATUS_FILE (HTCondor manual, "Capturing the Status of Nodes in a File"; contracts/htcondor.md 2). DAGMan
 * renames it into place, so it is always whole. Of the outer DAG it counts work units, not jobs.
 *
 * @param writtenAt whole seconds
 * @param dagStatus 3 running, 5 done, 6 error
 * @param last whether DAGMan says that it will not write again
 */
public record NodeStatusFile(Instant writtenAt, int dagStatus, int total, List<Node> nodes, boolean last) {
    public NodeStatusFile {
        nodes = List.copyOf(nodes);
    }

    /**
     * One node.
     *
     * @param details DAGMan's words; empty if none
     */
    public record Node(String name, NodeStatus status, String details, int retries) {
        /** In flight when DAGMan was removed or aborted: DAGMan calls it an error, but it did not fail. */
        public boolean wasInterrupted() {
            return status == NodeStatus.ERROR && details.startsWith("Was STATUS_");
        }
    }

    /**
     * Reads the text of a status file.
     *
     * @throws UnreadableException if it is none
     */
    public static NodeStatusFile parse(String what, String text) {
        Map<String, String> dag = Map.of();
        List<Node> nodes = new ArrayList<>();
        boolean last = false;
        boolean ended = false;
        for (Map<String, String> ad : NewClassAds.parse(what, text)) {
            switch (require(what, ad, "Type")) {
                case "DagStatus" -> dag = ad;
                case "NodeStatus" -> nodes.add(node(what, ad));
                case "StatusEnd" -> {
                    ended = true;
                    last = number(what, ad, "NextUpdate") == 0;
                }
                default -> throw new UnreadableException(what, "DagStatus, NodeStatus or StatusEnd", ad.toString());
            }
        }
        if (dag.isEmpty() || !ended) {
            throw new UnreadableException(what, "one DagStatus first and StatusEnd last", "a text without them");
        }
        return new NodeStatusFile(
                Instant.ofEpochSecond(number(what, dag, "Timestamp")),
                count(what, dag, "DagStatus"),
                count(what, dag, "NodesTotal"),
                nodes,
                last);
    }

    private static Node node(String what, Map<String, String> ad) {
        return new Node(
                require(what, ad, "Node"),
                NodeStatus.of(what, number(what, ad, "NodeStatus")),
                ad.getOrDefault("StatusDetails", ""),
                count(what, ad, "RetryCount"));
    }

    private static int count(String what, Map<String, String> ad, String name) {
        long value = number(what, ad, name);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new UnreadableException(what + ", " + name, "0 to " + Integer.MAX_VALUE, String.valueOf(value));
        }
        return (int) value;
    }

    /** A number that fits an {@link Instant}: at most 15 digits. */
    private static long number(String what, Map<String, String> ad, String name) {
        String value = require(what, ad, name);
        if (!value.matches("-?[0-9]{1,15}")) {
            throw new UnreadableException(what + ", " + name, "a whole number", value);
        }
        return Long.parseLong(value);
    }

    private static String require(String what, Map<String, String> ad, String name) {
        String value = ad.get(name);
        if (value == null) {
            throw new UnreadableException(what, "an ad with " + name, ad.toString());
        }
        return value;
    }
}
