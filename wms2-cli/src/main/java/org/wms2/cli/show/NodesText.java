package org.wms2.cli.show;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wms2.domain.live.LiveNode;
import org.wms2.domain.live.NodePage;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.NodeReport;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.id.SiteName;

/** Nodes of a DAG in words. */
public final class NodesText {
    private static final int WORDS = 120;

    private NodesText() {}

    /** How many there are, and in which states. */
    public static String summary(NodePage page) {
        return dag(page.dag()) + ": " + states(page.states());
    }

    /** A DAG in a few words. */
    static String dag(Dag dag) {
        String cluster = dag.cluster() == null ? "" : ", cluster " + dag.cluster();
        return "DAG " + dag.key() + ", " + dag.status().word() + cluster;
    }

    /** States in words: {@code 28 nodes; 14 done, 2 failed}. */
    static String states(Map<NodeState, Long> states) {
        long total = states.values().stream().mapToLong(Long::longValue).sum();
        String each = states.entrySet().stream()
                .map(e -> Amounts.number(e.getValue()) + " " + e.getKey().word())
                .collect(Collectors.joining(", "));
        return Amounts.number(total) + " nodes" + (each.isEmpty() ? "" : "; " + each);
    }

    /** The table. */
    public static Table table(NodePage page) {
        Table table = Table.of(
                "NODE", "WORK UNIT", "ROLE", "STATE", ">TRIES", "JOB", "SITE", "SINCE", ">EXIT", "CATEGORY", "WORDS");
        page.nodes().forEach(n -> row(table, n));
        return table;
    }

    private static void row(Table table, LiveNode live) {
        DagNode node = live.node();
        table.row(
                live.key(),
                live.workUnit(),
                node.role() == null ? "-" : node.role().name().toLowerCase(java.util.Locale.ROOT),
                node.state().word(),
                node.tries(),
                node.job().isEmpty() ? "-" : node.job(),
                site(live),
                time(node),
                live.report().map(r -> String.valueOf(r.exitCode())).orElse("-"),
                category(live),
                words(live));
    }

    private static String time(DagNode node) {
        Instant since = node.since();
        return since == null ? "-" : since.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String site(LiveNode live) {
        SiteName ran = live.report().map(NodeReport::site).orElse(live.node().site());
        return ran == null ? "-" : ran.toString();
    }

    private static String category(LiveNode live) {
        return live.report()
                .map(r -> r.category() == null ? "-" : r.category().word())
                .orElse(live.node().state() == NodeState.FAILED ? "unknown" : "-");
    }

    private static String words(LiveNode live) {
        String message = live.report().map(NodeReport::message).orElse("");
        String words = Stream.of(message, live.node().words())
                .filter(w -> !w.isEmpty())
                .collect(Collectors.joining(" | "));
        return words.length() <= WORDS ? words : words.substring(0, WORDS - 3) + "...";
    }
}
