package org.wms2.domain.planning;

import org.wms2.ports.plan.DagPlan;

/** What planning a round gives. */
public sealed interface RoundPlan {
    /**
     * A DAG to write and submit, attempt 0.
     *
     * @param workUnits in the plan, 1 or more
     * @param jobs processing jobs in the plan
     * @param expectedEvents in each kept output, after the filter
     * @param exhausted whether nothing is left for another round
     */
    record Ready(DagPlan plan, int workUnits, long jobs, long expectedEvents, boolean exhausted) implements RoundPlan {}

    /** The next work unit has no site; the reason says which term left none. */
    record MustWait(String reason) implements RoundPlan {}

    /** No work unit is left; in the first round: nothing in the input passes the mask. */
    record Nothing() implements RoundPlan {}
}
