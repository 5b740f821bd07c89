package org.wms2.domain.planning;

import org.wms2.ports.input.InputBlock;

record RoundMaker(PlanningSettings settings, RoundRequest request, Iterable<InputBlock> snapshot, SiteView sites) {
    RoundPlan plan() {
        return new RoundPlan.Nothing();
    }
}
