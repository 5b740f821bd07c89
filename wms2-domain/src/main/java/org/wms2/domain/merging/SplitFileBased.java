package org.wms2.domain.merging;

import java.util.List;

/**
 * One job for all files of a parent (WMCore's {@code SplitFileBased.py}), whatever their size. No request document can ask
 * for it: it is here for its recorded case alone.
 */
public final class SplitFileBased {
    private SplitFileBased() {}

    /** The files of each job, by run, then by lumi section; each is a job group of its own. */
    public static List<MergeJob> jobs(List<MergeCandidate> candidates) {
        return WmbsMergeBySize.byParent(candidates);
    }
}
