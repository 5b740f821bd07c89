package org.wms2.server.simulation;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.DagNodes;
import org.wms2.ports.htcondor.LogTail;
import org.wms2.ports.htcondor.NodeLogs;
import org.wms2.ports.htcondor.NodeReport;

/** Nobody looks at single nodes here: work units are the smallest that is played. */
final class NoDagNodes implements DagNodes {
    @Override
    public void each(Dag dag, int first, int last, Predicate<DagNode> goOn) {}

    @Override
    public Map<String, NodeReport> reports(Dag dag, int ordinal, Set<String> nodes) {
        return Map.of();
    }

    @Override
    public NodeLogs logs(Dag dag, int ordinal, String node, int starts, int lines) {
        return new NodeLogs(List.of(), 0, List.of());
    }

    @Override
    public LogTail dagmanLog(Dag dag, OptionalInt ordinal, int lines) {
        return new LogTail("workflow.dag.dagman.out", 0, List.of(), true);
    }
}
