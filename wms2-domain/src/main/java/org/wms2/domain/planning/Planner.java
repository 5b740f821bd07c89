package org.wms2.domain.planning;

import org.wms2.ports.input.InputBlock;
import org.wms2.ports.workflow.Workflow;

/**
 * Plans rounds. A request's work units are one fixed sequence, given by its workflow and its input snapshot; a round
 * takes the next of them.
 */
public final class Planner {
    private final PlanningSettings settings;

    public Planner(PlanningSettings settings) {
        this.settings = settings;
    }

    /**
     * Plans a round. The plan's work units are computed anew, from the snapshot, each time they are iterated over. A
     * round ends early before a work unit that has no site; one that begins there must wait.
     *
     * @param snapshot the request's input snapshot, re-iterable; empty for a generator
     * @throws org.wms2.ports.error.NotYetException for LumiBased and EventAwareLumiBased
     */
    public RoundPlan round(RoundRequest request, Iterable<InputBlock> snapshot, SiteView sites) {
        return new RoundMaker(settings, request, snapshot, sites).plan();
    }

    /**
     * Sums up the whole request, as if planned from its beginning.
     *
     * @throws org.wms2.ports.error.NotYetException for LumiBased and EventAwareLumiBased
     */
    public PlanSummary summary(Workflow workflow, Iterable<InputBlock> snapshot, SiteView sites) {
        return Summing.up(settings, workflow, snapshot, sites);
    }
}
