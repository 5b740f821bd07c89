package org.wms2.domain.planning;

import java.util.ArrayList;
import java.util.List;
import org.wms2.domain.ledger.Spans;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.WorkUnitPlan;

/**
 * A closed work unit that has no place in a round yet.
 *
 * @param sites where it may land, or why nowhere
 * @param jobs one or more, all of input at the same places
 * @param outputEvents in each kept output
 * @param bytes of all kept outputs
 */
record UnitDraft(AllowedSites.Answer sites, List<SplitJob> jobs, long outputEvents, long bytes) {

    /** Ledger positions of its jobs. */
    List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        jobs.forEach(j -> spans.addAll(j.spans()));
        return Spans.joined(spans);
    }

    WorkUnitPlan at(RoundRequest request, int ordinal, long jobsBefore) {
        List<JobSpec> specs = new ArrayList<>(jobs.size());
        for (SplitJob job : jobs) {
            specs.add(job.at(specs.size(), jobsBefore + specs.size()));
        }
        WorkUnitId id =
                WorkUnitIds.of(request.workflow().request(), request.processingVersion(), request.round(), ordinal);
        return new WorkUnitPlan(id, ordinal, specs, sites.sites(), bytes, spans());
    }
}
