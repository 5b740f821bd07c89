package org.wms2.domain.live;

import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.LogTail;
import org.wms2.ports.htcondor.NodeLogs;
import org.wms2.ports.id.RequestName;

/**
 * What a node, or a DAGMan, has written.
 *
 * @param unit such as {@code mg_000003}; empty: the workflow
 * @param node empty: DAGMan itself
 * @param state of the node now; empty of DAGMan, or if DAGMan does not list the node
 * @param logs of a node
 * @param dagman of DAGMan
 */
public record LiveLog(
        RequestName request,
        Dag dag,
        String unit,
        String node,
        Optional<DagNode> state,
        Optional<NodeLogs> logs,
        Optional<LogTail> dagman) {}
