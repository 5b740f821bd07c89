package org.wms2.domain.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.id.RequestName;

/**
 * Nodes of one DAG.
 *
 * @param states how many nodes of the work units that were asked for are in each state, also of those that were not asked
 *     for; empty on later pages
 * @param nodes by ordinal, then as DAGMan lists them
 * @param next the key to go on after; empty at the end
 * @param notes what could not be asked, in words
 */
public record NodePage(
        RequestName request,
        Dag dag,
        SortedMap<NodeState, Long> states,
        List<LiveNode> nodes,
        Optional<String> next,
        List<String> notes) {
    public NodePage {
        states = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(states));
        nodes = List.copyOf(nodes);
        notes = List.copyOf(notes);
    }

    /** All nodes that were counted. */
    public long total() {
        return sum(states);
    }

    static long sum(Map<NodeState, Long> states) {
        return states.values().stream().mapToLong(Long::longValue).sum();
    }
}
