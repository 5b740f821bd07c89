package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.List;

/** EventBased on real files. */
final class EventBasedCase implements CaseRunner {
    /** WMCore's default. */
    private static final int EVENTS_PER_JOB = 100;

    @Override
    public List<List<CaseJob>> run(SplittingCase recorded) {
        long perJob = recorded.number("events_per_job", EVENTS_PER_JOB);
        Checks.positive("events_per_lumi", recorded.number("events_per_lumi", perJob));
        EventBased splitter = new EventBased(perJob, recorded.flag("deterministicPileup", false));
        CaseBlocks blocks = new CaseBlocks(recorded);
        List<List<CaseJob>> groups = new ArrayList<>();
        for (List<CaseFile> files : recorded.filesByLocation()) {
            groups.add(blocks.jobs(splitter, blocks.block(files, new EventUnits())));
        }
        return groups;
    }
}
