package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.List;
import org.wms2.domain.splitting.wmcore.SizeBased;

/** SizeBased. */
final class SizeBasedCase implements CaseRunner {
    @Override
    public List<List<CaseJob>> run(SplittingCase recorded) {
        SizeBased splitter = new SizeBased(recorded.number("size_per_job", 1_000));
        CaseInputs inputs = CaseInputs.of(recorded);
        List<List<CaseJob>> groups = new ArrayList<>();
        for (List<CaseFile> files : recorded.filesByLocation()) {
            groups.add(inputs.jobs(splitter.jobs(inputs.files(files))));
        }
        return groups;
    }
}
