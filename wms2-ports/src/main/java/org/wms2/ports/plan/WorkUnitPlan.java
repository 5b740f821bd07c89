package org.wms2.ports.plan;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.Span;

/**
 * One work unit: jobs that run at one site and whose outputs are merged together.
 *
 * @param ordinal its number in the round, from 0
 * @param jobs one or more
 * @param sites where its landing may match; never empty
 * @param estimatedBytes of all kept outputs
 * @param spans ledger positions that its jobs process, ascending, disjoint, none adjacent; one or more
 */
public record WorkUnitPlan(
        WorkUnitId id,
        int ordinal,
        List<JobSpec> jobs,
        SortedSet<SiteName> sites,
        long estimatedBytes,
        List<Span> spans) {
    public WorkUnitPlan {
        jobs = List.copyOf(jobs);
        spans = List.copyOf(spans);
        sites = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(sites));
    }

    /** Events in each kept output once all jobs are done. */
    public long expectedOutputEvents() {
        return jobs.stream().mapToLong(JobSpec::expectedOutputEvents).sum();
    }

    /** Events that its jobs read or generate. */
    public long expectedEvents() {
        return jobs.stream().mapToLong(JobSpec::expectedEvents).sum();
    }

    /** Input files of its jobs; 0 for a generator. */
    public long files() {
        return jobs.stream().mapToLong(j -> j.inputs().size()).sum();
    }
}
