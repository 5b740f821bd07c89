package org.wms2.cli.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.live.LiveLog;
import org.wms2.domain.live.LiveNode;
import org.wms2.domain.live.LiveStatus;
import org.wms2.domain.live.NodeName;
import org.wms2.domain.live.NodePage;
import org.wms2.domain.live.NodeQuery;
import org.wms2.domain.live.UnitStatus;
import org.wms2.domain.why.Blockage;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.LogTail;
import org.wms2.ports.htcondor.NodeLogs;
import org.wms2.ports.htcondor.NodeReport;
import org.wms2.ports.htcondor.NodeStart;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.plan.NodeRole;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.SampleRows;

/** A DAG of some work units of four nodes each: done, running, failed, waiting. */
final class FakeLive {
    static final SiteName CERN = new SiteName("T2_CH_CERN");
    private static final NodeStart START = new NodeStart(0, 0, 1);

    /** Work units of the DAG. */
    int units = 1;

    final List<String> notes = new ArrayList<>();

    /** Why the third node failed. */
    static NodeReport report() {
        return new NodeReport(
                START, 8021, true, FailureCategory.INPUT, "read", "cannot read it", CERN, 75.4, 3.2, 40, 0);
    }

    NodePage page(RequestName name, NodeQuery query) {
        List<LiveNode> nodes = new ArrayList<>();
        SortedMap<NodeState, Long> states = new TreeMap<>();
        for (LiveNode node : all()) {
            states.merge(node.node().state(), 1L, Long::sum);
            if (query.states().isEmpty() || query.states().contains(node.node().state())) {
                nodes.add(node);
            }
        }
        boolean more = nodes.size() > query.limit();
        List<LiveNode> shown = nodes.subList(0, Math.min(nodes.size(), query.limit()));
        return new NodePage(
                name,
                dag(name),
                states,
                shown,
                more ? Optional.of(shown.getLast().key()) : Optional.empty(),
                notes);
    }

    private List<LiveNode> all() {
        List<LiveNode> all = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            all.add(node(unit, "landing", NodeRole.LANDING, NodeState.DONE, "", Optional.empty()));
            all.add(node(unit, "proc_000000", NodeRole.PROCESSING, NodeState.RUNNING, "", Optional.empty()));
            all.add(node(
                    unit,
                    "proc_000001",
                    NodeRole.PROCESSING,
                    NodeState.FAILED,
                    "Job proc (9.0.0) failed",
                    Optional.of(report())));
            all.add(node(unit, "merge", NodeRole.MERGE, NodeState.WAITING, "", Optional.empty()));
        }
        return all;
    }

    private static LiveNode node(
            int unit, String name, NodeRole role, NodeState state, String words, Optional<NodeReport> report) {
        int tries = state == NodeState.WAITING ? 0 : 2;
        String job = state == NodeState.WAITING ? "" : "22.0";
        return new LiveNode(
                new WorkUnitId("abcdefghij"),
                new DagNode(unit, name, role, state, tries, words, job, CERN, SampleRows.T0),
                report,
                Optional.empty());
    }

    LiveLog log(RequestName name, NodeName node) {
        if (node.node().isEmpty()) {
            LogTail tail = new LogTail("workflow.dag.dagman.out", 5_000, List.of("DAGMan says"), false);
            return new LiveLog(name, dag(name), "", "", Optional.empty(), Optional.empty(), Optional.of(tail));
        }
        LogTail err = new LogTail("mg_000000/log/proc_000001-a0_0_1.err", 30, List.of("Traceback", "oh no"), true);
        LogTail out = new LogTail("mg_000000/log/proc_000001-a0_0_1.out", 0, List.of(), true);
        boolean left = node.node().equals("proc_000001");
        NodeLogs logs = left
                ? new NodeLogs(
                        List.of(new NodeLogs.Start(START, Optional.of(report()), List.of(out, err))), 2, List.of())
                : new NodeLogs(List.of(), 0, List.of());
        return new LiveLog(
                name,
                dag(name),
                "mg_000000",
                node.node(),
                all().stream()
                        .map(LiveNode::node)
                        .filter(n -> n.name().equals(node.node()))
                        .findFirst(),
                Optional.of(logs),
                Optional.empty());
    }

    LiveStatus status(Request request, @Nullable ClaimView claim, Blockage health) {
        SortedMap<NodeState, Long> each = new TreeMap<>(
                Map.of(NodeState.DONE, 1L, NodeState.RUNNING, 1L, NodeState.FAILED, 1L, NodeState.WAITING, 1L));
        SortedMap<NodeState, Long> sum = new TreeMap<>();
        List<UnitStatus> lines = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            each.forEach((state, n) -> sum.merge(state, n, Long::sum));
            boolean merged = unit % 2 == 1;
            lines.add(new UnitStatus(
                    new WorkUnitId("abcdefghij"),
                    unit,
                    merged ? WorkUnitStatus.MERGED : WorkUnitStatus.RUNNING,
                    CERN,
                    merged ? new TreeMap<>(Map.of(NodeState.DONE, 4L)) : each,
                    SampleRows.T0));
        }
        return new LiveStatus(
                request,
                Optional.ofNullable(claim),
                Optional.empty(),
                List.of(dag(request.name())),
                lines,
                sum,
                health,
                notes,
                SampleRows.T0.plusSeconds(125));
    }

    private static Dag dag(RequestName name) {
        return SampleRows.dag(name.value(), 0, 0);
    }
}
