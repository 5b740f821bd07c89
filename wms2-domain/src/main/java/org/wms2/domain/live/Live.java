package org.wms2.domain.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.Ports;
import org.wms2.domain.lifecycle.SharedQueue;
import org.wms2.domain.why.Why;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.Request;

/**
 * Looks at what HTCondor does for a request at this moment. Works without a server: rows come from the database, nodes from
 * DAGMan's files, reasons of holds from the schedd if it answers. Thread-safe.
 */
public final class Live {
    private final Ports ports;
    private final Why why;
    private final SharedQueue queue;

    public Live(Ports ports, Why why, SharedQueue queue) {
        this.ports = ports;
        this.why = why;
        this.queue = queue;
    }

    /**
     * Nodes of a request.
     *
     * @throws Wms2Exception with code NOT_FOUND if there is no such request, DAG, work unit or submit directory
     */
    public NodePage nodes(RequestName name, NodeQuery query) {
        Request request = request(name);
        return new Nodes(ports, queue).page(request, dag(request, query.round()), query);
    }

    /**
     * What a node or a DAGMan has written.
     *
     * @param round empty: the newest
     * @param starts the newest so many, 1 or more
     * @param lines of each file at most
     * @throws Wms2Exception as {@link #nodes}, and INPUT_REFUSED if lines are out of range
     */
    public LiveLog log(RequestName name, OptionalInt round, NodeName node, int starts, int lines) {
        Request request = request(name);
        Dag dag = dag(request, round);
        if (node.isWorkflow()) {
            return dagman(name, dag, "", ports.dagNodes().dagmanLog(dag, OptionalInt.empty(), lines));
        }
        int ordinal = NodeName.ordinal(node.unit(), request, dag.round(), dag.workUnits());
        String unit = NodeName.unit(ordinal);
        if (node.node().isEmpty()) {
            return dagman(name, dag, unit, ports.dagNodes().dagmanLog(dag, OptionalInt.of(ordinal), lines));
        }
        List<DagNode> found = new ArrayList<>();
        List<String> names = new ArrayList<>();
        ports.dagNodes().each(dag, ordinal, ordinal, n -> {
            names.add(n.name());
            if (n.name().equals(node.node())) {
                found.add(n);
            }
            return found.isEmpty();
        });
        if (found.isEmpty() && !names.isEmpty()) {
            throw new Wms2Exception(
                    ErrorCode.NOT_FOUND,
                    "work unit " + unit + " of " + name + " has no node " + node.node() + ": it has " + names.size()
                            + " from " + names.getFirst() + " to " + names.getLast());
        }
        return new LiveLog(
                name,
                dag,
                unit,
                node.node(),
                found.stream().findFirst().map(HeldNow.of(dag, queue)::seen),
                Optional.of(ports.dagNodes().logs(dag, ordinal, node.node(), starts, lines)),
                Optional.empty());
    }

    private static LiveLog dagman(RequestName name, Dag dag, String unit, org.wms2.ports.htcondor.LogTail tail) {
        return new LiveLog(name, dag, unit, "", Optional.empty(), Optional.empty(), Optional.of(tail));
    }

    /**
     * Where a request stands. Answers also if the schedd is silent, or the submit directory cannot be seen: notes say so.
     *
     * @throws Wms2Exception with code NOT_FOUND if there is no such request, or DATABASE_UNAVAILABLE
     */
    public LiveStatus status(RequestName name) {
        Request request = request(name);
        List<Dag> dags = ports.stores().work().dags(name);
        List<String> notes = new ArrayList<>();
        SortedMap<NodeState, Long> all = new TreeMap<>();
        List<UnitStatus> units = dags.isEmpty() ? List.of() : units(dags.getLast(), all, notes);
        return new LiveStatus(
                request,
                ports.stores().requests().claimOf(name),
                ports.stores().work().pilot(name),
                dags,
                units,
                all,
                why.of(name),
                notes,
                ports.clock().instant());
    }

    private List<UnitStatus> units(Dag dag, SortedMap<NodeState, Long> all, List<String> notes) {
        List<WorkUnit> rows = ports.stores().work().workUnits(dag.key()).stream()
                .sorted(Comparator.comparingInt(WorkUnit::ordinal))
                .toList();
        Map<Integer, Tally> tallies = new HashMap<>();
        Optional<String> removed = removed(dag);
        removed.ifPresent(notes::add);
        if (dag.status() != DagStatus.PLANNING && removed.isEmpty()) {
            HeldNow held = HeldNow.of(dag, queue);
            notes.addAll(held.notes());
            try {
                ports.dagNodes().each(dag, 0, Integer.MAX_VALUE, node -> {
                    tallies.computeIfAbsent(node.ordinal(), n -> new Tally()).add(held.seen(node));
                    return true;
                });
            } catch (Wms2Exception e) {
                notes.add(e.text());
            }
        }
        tallies.values().forEach(t -> t.states.forEach((state, n) -> all.merge(state, n, Long::sum)));
        return rows.stream()
                .map(row -> unit(row, tallies.getOrDefault(row.ordinal(), new Tally())))
                .toList();
    }

    private static UnitStatus unit(WorkUnit row, Tally tally) {
        Instant moved = tally.newest;
        boolean live = switch (row.status()) {
            case PLANNED, RUNNING -> true;
            case MERGED, REGISTERED, FAILED, REPLACED, ABANDONED -> false;
        };
        Instant since = live && moved != null && moved.isAfter(row.statusSince()) ? moved : row.statusSince();
        SiteName site = row.site() == null ? tally.site : row.site();
        return new UnitStatus(row.id(), row.ordinal(), row.status(), site, tally.states, since);
    }

    /** Nodes of one work unit, summed. */
    private static final class Tally {
        private final SortedMap<NodeState, Long> states = new TreeMap<>();
        private @Nullable SiteName site;
        private @Nullable Instant newest;

        void add(DagNode node) {
            states.merge(node.state(), 1L, Long::sum);
            site = node.site() == null ? site : node.site();
            Instant at = node.since();
            if (at != null && (newest == null || at.isAfter(newest))) {
                newest = at;
            }
        }
    }

    private Dag dag(Request request, OptionalInt round) {
        Dag dag = ports.stores().work().dags(request.name()).stream()
                .filter(d -> round.isEmpty() || d.round() == round.getAsInt())
                .reduce((older, newer) -> newer)
                .filter(d -> d.status() != DagStatus.PLANNING)
                .orElseThrow(() -> new Wms2Exception(
                        ErrorCode.NOT_FOUND,
                        "request " + request.name() + " is " + request.status().word() + " and has no DAG"
                                + (round.isEmpty() ? " yet" : " of round " + round.getAsInt())
                                + ": wms2 why " + request.name() + " says what it waits for"));
        removed(dag).ifPresent(words -> {
            throw new Wms2Exception(ErrorCode.NOT_FOUND, words);
        });
        return dag;
    }

    /** What became of a submit directory that is no more. */
    private Optional<String> removed(Dag dag) {
        return ports.stores().work().removedDirectories(dag.request()).stream()
                .filter(r -> r.directory().equals(dag.directory()))
                .map(r -> "the submit directory " + r.directory() + " was removed on " + r.removedAt()
                        + (r.archive().isEmpty() ? "" : "; it is in " + r.archive()))
                .findFirst();
    }

    private Request request(RequestName name) {
        return ports.stores()
                .requests()
                .find(name)
                .orElseThrow(() -> new Wms2Exception(ErrorCode.NOT_FOUND, "there is no request " + name));
    }
}
