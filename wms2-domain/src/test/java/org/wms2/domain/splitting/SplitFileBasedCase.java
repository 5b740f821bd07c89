package org.wms2.domain.splitting;

import java.util.List;
import org.wms2.domain.merging.MergeCases;
import org.wms2.domain.merging.SplitFileBased;

/** SplitFileBased: a group for each job. */
final class SplitFileBasedCase implements CaseRunner {
    @Override
    public List<List<CaseJob>> run(SplittingCase recorded) {
        return SplitFileBased.jobs(MergeCases.candidates(recorded.node())).stream()
                .map(job -> List.of(CaseJob.ofFiles(MergeCaseJobs.names(job), null, null, null)))
                .toList();
    }
}
