package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.List;
import org.wms2.domain.splitting.wmcore.MinFileBased;

/** MinFileBased: a place where everything waits has no group. */
final class MinFileBasedCase implements CaseRunner {
    @Override
    public List<List<CaseJob>> run(SplittingCase recorded) {
        MinFileBased splitter = new MinFileBased(
                (int) recorded.number("files_per_job", 10),
                recorded.withWmbs() && recorded.flag("respect_run_boundaries", false),
                recorded.node().path("filesetOpen").asBoolean());
        CaseInputs inputs = CaseInputs.of(recorded);
        List<List<CaseJob>> groups = new ArrayList<>();
        for (List<CaseFile> files : recorded.filesByLocation()) {
            List<CaseJob> jobs = inputs.jobs(splitter.jobs(inputs.files(files)));
            if (!jobs.isEmpty()) {
                groups.add(jobs);
            }
        }
        return groups;
    }
}
