package org.wms2.domain.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wms2.domain.Ports;
import org.wms2.domain.lifecycle.SharedQueue;
import org.wms2.domain.planning.WorkUnitIds;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.NodeReport;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.request.Request;

/** Makes pages of nodes: of all that it goes through it keeps the page alone. */
final class Nodes {
    private final Ports ports;
    private final SharedQueue queue;

    Nodes(Ports ports, SharedQueue queue) {
        this.ports = ports;
        this.queue = queue;
    }

    NodePage page(Request request, Dag dag, NodeQuery query) {
        int first = 0;
        int last = Integer.MAX_VALUE;
        if (query.unit().isPresent()) {
            first = NodeName.ordinal(query.unit().get(), request, dag.round(), dag.workUnits());
            last = first;
        }
        Optional<Place> after = query.after().map(Place::parse);
        HeldNow held = HeldNow.of(dag, queue);
        Collected page = new Collected(query, held, after);
        ports.dagNodes().each(dag, Math.max(first, after.map(Place::ordinal).orElse(0)), last, page::take);
        return new NodePage(
                request.name(), dag, page.states, complete(request, dag, page.nodes, held), page.next(), held.notes());
    }

    /** With the reports of those that failed: those of the page alone are read, once per work unit. */
    private List<LiveNode> complete(Request request, Dag dag, List<DagNode> nodes, HeldNow held) {
        Map<Integer, Set<String>> failed = new TreeMap<>();
        for (DagNode node : nodes) {
            if (node.state() == NodeState.FAILED) {
                failed.computeIfAbsent(node.ordinal(), n -> new HashSet<>()).add(node.name());
            }
        }
        Map<Integer, Map<String, NodeReport>> reports = new HashMap<>();
        failed.forEach((ordinal, names) -> reports.put(ordinal, ports.dagNodes().reports(dag, ordinal, names)));
        return nodes.stream()
                .map(n -> new LiveNode(
                        WorkUnitIds.of(request.name(), request.processingVersion(), dag.round(), n.ordinal()),
                        n,
                        Optional.ofNullable(
                                reports.getOrDefault(n.ordinal(), Map.of()).get(n.name())),
                        held.reason(n)))
                .toList();
    }

    /** Where a page begins: after this node. */
    private record Place(int ordinal, String node) {
        static Place parse(String key) {
            if (!key.matches("mg_[0-9]{6}/[a-z][a-z0-9_]{0,40}")) {
                throw new InputRefusedException("after", key, "the key of a node, such as mg_000003/proc_000001");
            }
            return new Place(Integer.parseInt(key.substring(3, 9)), key.substring(10));
        }
    }

    /** Counts and keeps as it goes. */
    private static final class Collected {
        private final NodeQuery query;
        private final HeldNow held;
        private final SortedMap<NodeState, Long> states = new TreeMap<>();
        private final List<DagNode> nodes = new ArrayList<>();
        private final Optional<Place> after;
        private boolean begun;
        private boolean more;

        Collected(NodeQuery query, HeldNow held, Optional<Place> after) {
            this.query = query;
            this.held = held;
            this.after = after;
            this.begun = after.isEmpty();
        }

        /** Whether to go on: the first page counts to the end. */
        boolean take(DagNode found) {
            if (!begun) {
                Place place = after.orElseThrow();
                begun = found.ordinal() == place.ordinal() && found.name().equals(place.node());
                if (begun || found.ordinal() == place.ordinal()) {
                    return true;
                }
                begun = true; // it is there no more: on with the next work unit
            }
            DagNode node = held.seen(found);
            boolean counts = after.isEmpty();
            if (counts) {
                states.merge(node.state(), 1L, Long::sum);
            }
            if (query.wants(node.state())) {
                if (nodes.size() < query.limit()) {
                    nodes.add(node);
                } else {
                    more = true;
                }
            }
            return counts || !more;
        }

        Optional<String> next() {
            return more ? Optional.of(NodeName.of(nodes.getLast())) : Optional.empty();
        }
    }
}
