package org.wms2.domain.live;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wms2.domain.why.Blockage;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.ClaimView;

/**
 * Where a request stands in HTCondor.
 *
 * @param dags all of them, oldest first
 * @param units of the newest DAG, by ordinal
 * @param states nodes of the newest DAG; empty if there is none, or its files cannot be seen
 * @param health what it waits for
 * @param notes what could not be asked, in words
 * @param at when it was looked at
 */
public record LiveStatus(
        Request request,
        Optional<ClaimView> claim,
        Optional<Pilot> pilot,
        List<Dag> dags,
        List<UnitStatus> units,
        SortedMap<NodeState, Long> states,
        Blockage health,
        List<String> notes,
        Instant at) {
    public LiveStatus {
        dags = List.copyOf(dags);
        units = List.copyOf(units);
        states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
        notes = List.copyOf(notes);
    }

    /** How many nodes are in any of these states. */
    public long in(NodeState... wanted) {
        long sum = 0;
        for (NodeState state : wanted) {
            sum += states.getOrDefault(state, 0L);
        }
        return sum;
    }

    /** All nodes of the newest DAG. */
    public long total() {
        return NodePage.sum(states);
    }
}
