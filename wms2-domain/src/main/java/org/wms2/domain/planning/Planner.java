package org.wms2.domain.planning;

import org.jspecify.annotations.Nullable;
import org.wms2.ports.htcondor.SchedulerLimits;
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
        return round(request, input, sites, null);
    }

    /**
     * Plans a round that fits the schedd, in the layout that fits.
     *
     * @param limits of the schedd; null if they are unknown: what is limited by settings alone counts then
     */
    public RoundPlan round(RoundRequest request, RoundInput input, SiteView sites, @Nullable SchedulerLimits limits) {
        return new RoundMaker(settings, request, input, sites, limits).plan();
    }

    /** Sums up all that is available, as if it were one plan, also what no site could run now. */
    public PlanSummary summary(Workflow workflow, RoundInput input, SiteView sites) {
        return summary(workflow, input, sites, null);
    }

    /**
     * The same, with rounds that fit the schedd.
     *
     * @param limits of the schedd; null if they are unknown
     */
    public PlanSummary summary(Workflow workflow, RoundInput input, SiteView sites, @Nullable SchedulerLimits limits) {
        return Summing.up(settings, workflow, input, sites, limits);
    }
}
