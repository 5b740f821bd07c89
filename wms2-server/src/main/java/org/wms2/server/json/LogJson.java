package org.wms2.server.json;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wms2.domain.live.LiveLog;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.LogTail;
import org.wms2.ports.htcondor.NodeLogs;

/**
 * What a node, or a DAGMan, has written.
 *
 * @param unit empty of the workflow's DAGMan
 * @param node empty of a DAGMan
 * @param state absent of a DAGMan
 * @param allStarts how many starts have left anything
 * @param starts newest first
 * @param files that belong to no start
 */
public record LogJson(
        String request,
        String dag,
        int attempt,
        String unit,
        String node,
        Optional<String> state,
        Optional<String> job,
        int allStarts,
        List<StartJson> starts,
        List<FileJson> files) {

    /** One start. */
    public record StartJson(String start, Optional<NodesJson.ReportJson> report, List<FileJson> files) {
        static StartJson of(NodeLogs.Start start) {
            return new StartJson(
                    start.start().toString(),
                    start.report().map(NodesJson.ReportJson::of),
                    start.files().stream().map(FileJson::of).toList());
        }
    }

    /** The end of a file. */
    public record FileJson(String file, long bytes, boolean isWhole, List<String> lines) {
        static FileJson of(LogTail tail) {
            return new FileJson(tail.file(), tail.bytes(), tail.isWhole(), tail.lines());
        }
    }

    /** The form of a log. */
    public static LogJson of(LiveLog log) {
        List<LogTail> files = Stream.concat(
                        log.dagman().stream(), log.logs().stream().flatMap(l -> l.files().stream()))
                .toList();
        return new LogJson(
                log.request().value(),
                log.dag().key().tag().toString(),
                log.dag().key().attempt(),
                log.unit(),
                log.node(),
                log.state().map(n -> n.state().word()),
                log.state().map(DagNode::job).filter(j -> !j.isEmpty()),
                log.logs().map(NodeLogs::allStarts).orElse(0),
                log.logs().stream()
                        .flatMap(l -> l.starts().stream())
                        .map(StartJson::of)
                        .toList(),
                files.stream().map(FileJson::of).toList());
    }
}
