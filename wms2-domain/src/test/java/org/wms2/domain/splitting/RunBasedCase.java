package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.List;
import org.wms2.domain.splitting.wmcore.RunBased;

/** RunBased: a group for each run. */
final class RunBasedCase implements CaseRunner {
    @Override
    public List<List<CaseJob>> run(SplittingCase recorded) {
        RunBased splitter = new RunBased((int) recorded.number("files_per_job", 300));
        CaseInputs inputs = CaseInputs.of(recorded);
        List<List<CaseJob>> groups = new ArrayList<>();
        for (List<CaseFile> files : recorded.filesByLocation()) {
            splitter.jobs(inputs.files(files)).values().forEach(jobs -> groups.add(inputs.jobs(jobs)));
        }
        return groups;
    }
}
