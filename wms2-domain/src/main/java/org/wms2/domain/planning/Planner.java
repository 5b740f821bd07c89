package org.wms2.domain.planning;

import org.wms2.ports.workflow.Workflow;

/**
 * Plans rounds. A round takes of what is available as much as a DAG may hold, in the order of the ledger's positions; what
 * no site can run now it passes over.
 */
public final class Planner {
    private final PlanningSettings settings;

    public Planner(PlanningSettings settings) {
        this.settings = settings;
    }

    /**
     * Plans a round. The plan's work units are computed anew, from the input, each time they are iterated over: whoever
     * does so must see the same blocks and nothing new taken.
     */
    public RoundPlan round(RoundRequest request, RoundInput input, SiteView sites) {
        return new RoundMaker(settings, request, input, sites).plan();
    }

    /** Sums up all that is available, as if it were one plan, also what no site could run now. */
    public PlanSummary summary(Workflow workflow, RoundInput input, SiteView sites) {
        return Summing.up(settings, workflow, input, sites);
    }
}
