package org.wms2.server.json;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wms2.domain.live.LiveNode;
import org.wms2.domain.live.NodePage;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.NodeReport;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.id.SiteName;

/**
 * A page of nodes of one DAG.
 *
 * @param states nodes by state; empty on later pages
 * @param next the value of {@code after} for the next page; absent on the last one
 * @param notes what could not be asked
 */
public record NodesJson(
        String request,
        String dag,
        int round,
        int attempt,
        String dagStatus,
        Optional<String> cluster,
        Map<String, Long> states,
        List<NodeJson> nodes,
        Optional<String> next,
        List<String> notes) {

    /** One node; what is not known is absent. */
    public record NodeJson(
            String key,
            String workUnit,
            int ordinal,
            String node,
            Optional<String> role,
            String state,
            int tries,
            String words,
            Optional<String> job,
            Optional<String> site,
            Optional<Instant> since,
            Optional<ReportJson> report,
            Optional<HoldJson> hold) {
        static NodeJson of(LiveNode live) {
            DagNode node = live.node();
            return new NodeJson(
                    live.key(),
                    live.workUnit().toString(),
                    node.ordinal(),
                    node.name(),
                    Optional.ofNullable(node.role()).map(r -> r.name().toLowerCase(java.util.Locale.ROOT)),
                    node.state().word(),
                    node.tries(),
                    node.words(),
                    Optional.of(node.job()).filter(j -> !j.isEmpty()),
                    Optional.ofNullable(node.site()).map(SiteName::toString),
                    Optional.ofNullable(node.since()),
                    live.report().map(ReportJson::of),
                    live.hold().map(HoldJson::of));
        }
    }

    /** What a start reported. */
    public record ReportJson(
            String start,
            int exitCode,
            boolean isFinal,
            Optional<String> category,
            String failingStep,
            String message,
            Optional<String> site,
            double wallSeconds,
            double cpuSeconds,
            int peakRssMb,
            int outputs) {
        static ReportJson of(NodeReport report) {
            return new ReportJson(
                    report.start().toString(),
                    report.exitCode(),
                    report.isFinal(),
                    Optional.ofNullable(report.category()).map(FailureCategory::word),
                    report.failingStep(),
                    report.message(),
                    Optional.ofNullable(report.site()).map(SiteName::toString),
                    report.wallSeconds(),
                    report.cpuSeconds(),
                    report.peakRssMb(),
                    report.outputs());
        }
    }

    /** Why a job is held. */
    public record HoldJson(
            int code, int subCode, String reason, int requestedMemoryMb, int usedMemoryMb, Instant since) {
        static HoldJson of(HeldJob job) {
            return new HoldJson(
                    job.code(),
                    job.subCode(),
                    org.wms2.ports.htcondor.Harmless.words(job.reason()),
                    job.requestedMemoryMb(),
                    job.usedMemoryMb(),
                    job.since());
        }
    }

    /** The form of a page. */
    public static NodesJson of(NodePage page) {
        return new NodesJson(
                page.request().value(),
                page.dag().key().tag().toString(),
                page.dag().round(),
                page.dag().key().attempt(),
                page.dag().status().word(),
                Optional.ofNullable(page.dag().cluster()).map(Object::toString),
                states(page.states()),
                page.nodes().stream().map(NodeJson::of).toList(),
                page.next(),
                page.notes());
    }

    static Map<String, Long> states(Map<NodeState, Long> states) {
        Map<String, Long> words = new LinkedHashMap<>();
        states.forEach((state, nodes) -> words.put(state.word(), nodes));
        return words;
    }
}
