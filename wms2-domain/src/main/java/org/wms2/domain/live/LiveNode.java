package org.wms2.domain.live;

import java.util.Optional;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.NodeReport;
import org.wms2.ports.id.WorkUnitId;

/**
 * One node with what others than DAGMan say of it.
 *
 * @param report of its newest start, of a failed one; empty if it failed without one
 * @param hold why its job is held; empty if it is not, or if the schedd does not say
 */
public record LiveNode(WorkUnitId workUnit, DagNode node, Optional<NodeReport> report, Optional<HeldJob> hold) {
    /** How it is named on a command line and in the next page's {@code after}. */
    public String key() {
        return NodeName.of(node);
    }
}
