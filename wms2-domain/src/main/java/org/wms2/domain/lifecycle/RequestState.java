package org.wms2.domain.lifecycle;

import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.Request;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.workflow.Workflow;

/**
 * What is stored of one request: the first half of what a step decides on.
 *
 * @param dag the newest, if any
 * @param units of that DAG, by ordinal
 * @param blocks of the request, oldest first
 * @param wishes open ones, oldest first
 */
public record RequestState(
        Request request,
        Workflow workflow,
        Optional<Dag> dag,
        List<WorkUnit> units,
        List<OutputBlock> blocks,
        List<Wish> wishes) {
    public RequestState {
        units = List.copyOf(units);
        blocks = List.copyOf(blocks);
        wishes = List.copyOf(wishes);
    }

    /** The newest DAG, if it may be in HTCondor: it has files, and its end has not been applied. */
    public Optional<Dag> liveDag() {
        return openDag().filter(d -> d.status() != DagStatus.PLANNING);
    }

    /** Work units of the newest DAG that have made nothing yet. */
    public List<WorkUnit> missing() {
        return units.stream()
                .filter(u -> switch (u.status()) {
                    case PLANNED, RUNNING, FAILED -> true;
                    case MERGED, REGISTERED, REPLACED, ABANDONED -> false;
                })
                .toList();
    }

    /** The newest DAG, if its end has not been applied. */
    public Optional<Dag> openDag() {
        return dag.filter(d -> d.status().isOpen());
    }
}
