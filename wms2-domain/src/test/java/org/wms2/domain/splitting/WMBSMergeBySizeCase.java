package org.wms2.domain.splitting;

import java.util.List;

/** WMBSMergeBySize: its groups are all one. */
final class WMBSMergeBySizeCase implements CaseRunner {
    @Override
    public List<List<CaseJob>> run(SplittingCase recorded) {
        return MergeCaseJobs.oneGroup(recorded);
    }
}
