package org.wms2.domain.planning;

import java.util.List;
import java.util.TreeSet;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.workflow.Workflow;

final class Summing {
    private Summing() {}

    static PlanSummary up(PlanningSettings s, Workflow w, Iterable<InputBlock> b, SiteView v) {
        return new PlanSummary(0, 0, 0, 0, 0, List.of(), new TreeSet<>(), 0, "", 0, 0, 0);
    }
}
