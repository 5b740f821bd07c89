package org.wms2.cli.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wms2.domain.live.LiveLog;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.LogTail;
import org.wms2.ports.htcondor.NodeLogs;
import org.wms2.ports.htcondor.NodeReport;

/** What a node, or a DAGMan, has written, with headings. */
public final class LogText {
    private LogText() {}

    /** The lines. */
    public static List<String> of(LiveLog log) {
        List<String> lines = new ArrayList<>();
        String dagman = log.unit().isEmpty() ? "DAGMan" : "DAGMan of work unit " + log.unit();
        lines.add((log.node().isEmpty() ? dagman : log.unit() + "/" + log.node()) + " of " + log.request() + ", "
                + NodesText.dag(log.dag()));
        log.state().ifPresent(node -> lines.add(state(node)));
        log.dagman().ifPresent(tail -> file(lines, tail, "it has not begun: DAGMan writes here as soon as it runs"));
        log.logs().ifPresent(logs -> node(lines, log, logs));
        return lines;
    }

    private static void node(List<String> lines, LiveLog log, NodeLogs logs) {
        if (logs.allStarts() > logs.starts().size()) {
            lines.add(logs.allStarts() + " starts; the newest " + logs.starts().size() + " here, --all shows all");
        }
        logs.files().forEach(tail -> file(lines, tail, "empty"));
        for (NodeLogs.Start start : logs.starts()) {
            lines.add("");
            lines.add("== start " + start.start() + " (attempt " + start.start().attempt() + ", landing try "
                    + start.start().landingTry() + ", node retry "
                    + start.start().nodeRetry() + ")");
            lines.add(start.report().map(LogText::report).orElse("report: none came home"));
            start.files().forEach(tail -> file(lines, tail, "empty"));
            if (start.files().isEmpty()) {
                lines.add("neither stdout nor stderr came home");
            }
        }
        if (logs.starts().isEmpty() && logs.files().isEmpty()) {
            lines.add(nothing(log));
        }
    }

    private static String state(DagNode node) {
        String job = node.job().isEmpty() ? "" : ", job " + node.job();
        String site = node.site() == null ? "" : ", site " + node.site();
        String tries = node.tries() == 0 ? "" : ", try " + node.tries();
        return node.state().word() + tries + job + site + (node.words().isEmpty() ? "" : ": " + node.words());
    }

    private static String nothing(LiveLog log) {
        String job = log.state().map(DagNode::job).orElse("");
        return log.state()
                .map(node -> switch (node.state()) {
                    case WAITING, READY, FUTILE -> "it has not started: nothing is written yet";
                    case IDLE, HELD, SCRIPT -> "nothing has come home yet: HTCondor brings it when a start ends";
                    case RUNNING ->
                        "nothing has come home yet: HTCondor brings it when the start ends; until then condor_tail "
                                + job + " shows what the job prints";
                    case DONE, FAILED, INTERRUPTED -> "it left nothing: no output and no report came home";
                })
                .orElse("it left nothing");
    }

    /** A report in one line. */
    static String report(NodeReport r) {
        StringBuilder line = new StringBuilder("report: ");
        if (r.category() == null) {
            line.append("done, ").append(r.outputs()).append(" files written");
        } else {
            line.append("exit code ")
                    .append(r.exitCode())
                    .append(" (")
                    .append(r.category().word())
                    .append(r.isFinal() ? ", final" : ", may be tried again")
                    .append(')');
            if (!r.failingStep().isEmpty()) {
                line.append(" in step ").append(r.failingStep());
            }
            if (!r.message().isEmpty()) {
                line.append(": ").append(r.message());
            }
        }
        if (r.site() != null) {
            line.append("; at ").append(r.site());
        }
        return line.append(String.format(
                        Locale.ROOT,
                        "; %s wall, %.1f s CPU, %d MB",
                        Amounts.time(r.wallSeconds()),
                        r.cpuSeconds(),
                        r.peakRssMb()))
                .toString();
    }

    private static void file(List<String> lines, LogTail tail, String ifEmpty) {
        String shown = tail.lines().isEmpty()
                ? ifEmpty
                : tail.isWhole()
                        ? Amounts.bytes(tail.bytes())
                        : "the last " + tail.lines().size() + " lines of " + Amounts.bytes(tail.bytes());
        lines.add("-- " + tail.file() + ": " + shown);
        lines.addAll(tail.lines());
    }
}
