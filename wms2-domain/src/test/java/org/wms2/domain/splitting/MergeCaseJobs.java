package org.wms2.domain.splitting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.merging.MergeCandidate;
import org.wms2.domain.merging.MergeCases;
import org.wms2.domain.merging.MergeJob;

/** Our merged files as WMCore's merge jobs. */
final class MergeCaseJobs {
    private MergeCaseJobs() {}

    static List<List<CaseJob>> oneGroup(SplittingCase recorded) {
        List<CaseJob> jobs = MergeCases.run(recorded.node()).stream()
                .map(job -> job(recorded, job))
                .toList();
        return jobs.isEmpty() ? List.of() : List.of(jobs);
    }

    private static CaseJob job(SplittingCase recorded, MergeJob job) {
        @Nullable Double seconds = MergeCases.parentless(recorded.node()) ? job.seconds() : null;
        return CaseJob.ofFiles(names(job), seconds, MergeCases.diskKb(recorded.node(), job), null);
    }

    static List<String> names(MergeJob job) {
        return job.files().stream().map(MergeCandidate::lfn).toList();
    }
}
