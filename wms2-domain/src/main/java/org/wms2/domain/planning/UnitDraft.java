package org.wms2.domain.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.wms2.domain.splitting.LocationGroup;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.WorkUnitPlan;

/**
 * A closed work unit that has no place in a round yet.
 *
 * @param jobs one or more, all of the group
 * @param outputEvents in each kept output
 * @param bytes of all kept outputs
 */
record UnitDraft(LocationGroup group, List<SplitJob> jobs, long outputEvents, long bytes) {
    WorkUnitPlan at(RoundRequest request, int ordinal, SortedSet<SiteName> sites) {
        List<JobSpec> specs = new ArrayList<>(jobs.size());
        for (SplitJob job : jobs) {
            specs.add(job.at(specs.size()));
        }
        WorkUnitId id =
                WorkUnitIds.of(request.workflow().request(), request.processingVersion(), request.round(), ordinal);
        return new WorkUnitPlan(id, ordinal, specs, sites, bytes);
    }
}
