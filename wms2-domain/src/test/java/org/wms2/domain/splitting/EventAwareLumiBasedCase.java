package org.wms2.domain.splitting;

import java.util.List;

/** EventAwareLumiBased. */
final class EventAwareLumiBasedCase implements CaseRunner {
    /** WMCore's default. */
    private static final int EVENTS_PER_JOB = 5_000;

    @Override
    public List<List<CaseJob>> run(SplittingCase recorded) {
        long perJob = recorded.number("events_per_job", EVENTS_PER_JOB);
        long total = recorded.number("total_events", 0);
        EventAwareLumiBased splitter = new EventAwareLumiBased(new EventAwareLumiBased.Rules(
                LumiCases.selection(recorded),
                perJob,
                recorded.performance("timePerEvent"),
                total,
                recorded.number("job_limit", 0),
                recorded.flag("allowCreationFailure", true)));
        return LumiCases.run(
                recorded,
                splitter,
                files -> files.stream().mapToLong(CaseFile::events).sum() >= perJob,
                job -> Math.round(size(job) / recorded.performance("sizePerEvent")),
                total);
    }

    private static double size(CaseJob job) {
        return job.diskKb() == null ? 0 : job.diskKb();
    }
}
