package org.wms2.domain.planning;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.wms2.ports.plan.WorkUnitPlan;

/** The work units of one round, computed anew by each iteration: the same each time, as the input does not move. */
record RoundUnits(PlanningSettings settings, RoundRequest request, RoundInput input, SiteView view, int count)
        implements Iterable<WorkUnitPlan> {

    WorkUnits drafts(AvailableJobs.Waiting waiting) {
        AllowedSites allowed = new AllowedSites(view, request.workflow().sites());
        return new WorkUnits(
                settings, request.workflow(), new AvailableJobs(request.workflow(), input, allowed, waiting));
    }

    @Override
    public Iterator<WorkUnitPlan> iterator() {
        WorkUnits drafts = drafts(new AvailableJobs.Waiting(false));
        return new Iterator<>() {
            private int ordinal;
            private long jobs = request.jobsBefore();

            @Override
            public boolean hasNext() {
                return ordinal < count;
            }

            @Override
            public WorkUnitPlan next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the round has " + count + " work units");
                }
                WorkUnitPlan plan = drafts.next().at(request, ordinal, jobs);
                ordinal++;
                jobs += plan.jobs().size();
                return plan;
            }
        };
    }

    @Override
    public String toString() {
        return count + " work units of " + request.workflow().request() + ", round " + request.round();
    }
}
