package org.wms2.domain.view;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.Workflow;

/**
 * A work unit with its jobs.
 *
 * @param round from 0
 * @param ordinal in the round, from 0
 * @param id null if it is not planned yet
 * @param status of a planned one; {@code available} if it is not planned yet
 * @param site where it ran; null before
 * @param sites where its landing may match; empty for a planned one: HTCondor has them
 * @param spans ledger positions
 * @param mergedFiles estimate, of all kept outputs
 * @param mergedBytes estimate, of all kept outputs
 */
public record UnitView(
        int round,
        int ordinal,
        @Nullable WorkUnitId id,
        String status,
        @Nullable SiteName site,
        SortedSet<SiteName> sites,
        List<Span> spans,
        List<JobView> jobs,
        long mergedFiles,
        long mergedBytes) {
    /** Status of one that is not planned yet. */
    public static final String AVAILABLE = "available";

    public UnitView {
        sites = Collections.unmodifiableSortedSet(new TreeSet<>(sites));
        spans = List.copyOf(spans);
        jobs = List.copyOf(jobs);
    }

    static UnitView of(WorkUnit unit, List<Span> spans, List<JobView> jobs, Workflow workflow) {
        long events = outputEvents(jobs);
        return new UnitView(
                unit.round(),
                unit.ordinal(),
                unit.id(),
                unit.status().word(),
                unit.site(),
                Collections.emptySortedSet(),
                spans,
                jobs,
                files(workflow, events),
                bytes(workflow, events));
    }

    static UnitView of(int round, WorkUnitPlan plan, Workflow workflow) {
        List<JobView> jobs = plan.jobs().stream().map(JobView::of).toList();
        return new UnitView(
                round,
                plan.ordinal(),
                null,
                AVAILABLE,
                null,
                plan.sites(),
                plan.spans(),
                jobs,
                files(workflow, outputEvents(jobs)),
                plan.estimatedBytes());
    }

    /** Input files of its jobs, as each job reads them. */
    public long files() {
        return jobs.stream().mapToLong(j -> j.inputs().size()).sum();
    }

    /** Lumi sections of its jobs; 0 where jobs are slices of a file's events. */
    public long lumis() {
        return jobs.stream().mapToLong(JobView::lumis).sum();
    }

    /** Events that its jobs read or generate. */
    public long events() {
        return jobs.stream().mapToLong(JobView::events).sum();
    }

    private static long outputEvents(List<JobView> jobs) {
        return jobs.stream().mapToLong(JobView::outputEvents).sum();
    }

    private static long bytes(Workflow workflow, long events) {
        double perEvent = workflow.keptOutputs().stream()
                .mapToDouble(OutputModule::bytesPerEvent)
                .sum();
        return Math.round(events * perEvent);
    }

    /** At least one of each kept output; more where the limits of a merged file ask for it. */
    private static long files(Workflow workflow, long events) {
        long files = 0;
        for (OutputModule output : workflow.keptOutputs()) {
            long bySize = Math.ceilDiv(
                    Math.round(events * output.bytesPerEvent()),
                    workflow.mergeLimits().maxBytes());
            long byEvents = Math.ceilDiv(events, workflow.mergeLimits().maxEvents());
            files += Math.max(1, Math.max(bySize, byEvents));
        }
        return files;
    }
}
