package org.wms2.domain.splitting;

import java.util.List;

/** LumiBased. */
final class LumiBasedCase implements CaseRunner {
    @Override
    public List<List<CaseJob>> run(SplittingCase recorded) {
        long perJob = recorded.number("lumis_per_job", 1);
        long total = recorded.number("total_lumis", 0);
        LumiBased splitter = new LumiBased(new LumiBased.Rules(LumiCases.selection(recorded), perJob, total));
        return LumiCases.run(
                recorded,
                splitter,
                files -> files.stream().mapToLong(CaseFile::lumis).sum() >= perJob,
                LumiCases::lumis,
                total);
    }
}
