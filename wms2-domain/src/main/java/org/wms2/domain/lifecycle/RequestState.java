package org.wms2.domain.lifecycle;

import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.Request;
import org.wms2.ports.workflow.Workflow;

/**
 * What is stored of one request: the first half of what a step decides on.
 *
 * @param dag the newest, if any
 * @param units of that DAG, by ordinal
 * @param blocks of the request, oldest first
 */
public record RequestState(
        Request request, Workflow workflow, Optional<Dag> dag, List<WorkUnit> units, List<OutputBlock> blocks) {
    public RequestState {
        units = List.copyOf(units);
        blocks = List.copyOf(blocks);
    }

    /** The newest DAG, if its end has not been applied. */
    public Optional<Dag> openDag() {
        return dag.filter(d -> d.status().isOpen());
    }
}
