package org.wms2.ports.htcondor;

import java.util.List;
import java.util.Optional;

/**
 * What a node has left.
 *
 * @param starts that left anything, newest first, as many as were asked for
 * @param allStarts how many there are
 * @param files of the node that belong to no start: a landing's
 */
public record NodeLogs(List<Start> starts, int allStarts, List<LogTail> files) {
    public NodeLogs {
        starts = List.copyOf(starts);
        files = List.copyOf(files);
    }

    /**
     * One start.
     *
     * @param report empty if none came home
     * @param files its standard output and error, those that came home
     */
    public record Start(NodeStart start, Optional<NodeReport> report, List<LogTail> files) {
        public Start {
            files = List.copyOf(files);
        }
    }
}
