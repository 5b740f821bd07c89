package org.wms2.domain.splitting;

import java.util.List;

/** ParentlessMergeBySize: its groups are all one. */
final class ParentlessMergeBySizeCase implements CaseRunner {
    @Override
    public List<List<CaseJob>> run(SplittingCase recorded) {
        return MergeCaseJobs.oneGroup(recorded);
    }
}
