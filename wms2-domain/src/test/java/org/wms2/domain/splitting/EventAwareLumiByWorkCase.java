package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.wms2.domain.splitting.wmcore.EventAwareLumiByWork;
import org.wms2.domain.splitting.wmcore.WorkJob;
import org.wms2.domain.splitting.wmcore.WorkRules;

/** EventAwareLumiByWork: once the total is reached, further locations are not looked at. */
final class EventAwareLumiByWorkCase implements CaseRunner {
    @Override
    public List<List<CaseJob>> run(SplittingCase recorded) {
        WorkRules rules = new WorkRules(
                recorded.number("events_per_job", 5_000),
                recorded.number("total_events", 0),
                recorded.number("job_time_limit", 172_800),
                recorded.performance("timePerEvent"),
                recorded.flag("halt_job_on_file_boundaries", false),
                recorded.flag("splitOnRun", true),
                recorded.mask(),
                recorded.runWhitelist());
        EventAwareLumiByWork splitter = new EventAwareLumiByWork(rules);
        CaseInputs inputs = CaseInputs.of(recorded);
        List<List<CaseJob>> groups = new ArrayList<>();
        for (List<CaseFile> files : recorded.filesByLocation()) {
            boolean enough = files.stream().mapToLong(CaseFile::events).sum() >= rules.eventsPerJob();
            if (!splitter.full() && (enough || !recorded.waits())) {
                List<CaseJob> jobs = splitter.jobs(inputs.files(files)).stream()
                        .map(job -> job(recorded, inputs, job))
                        .toList();
                groups.add(JoinedMasks.in(recorded) ? new JoinedMasks().after(jobs) : jobs);
            }
        }
        return groups;
    }

    private static CaseJob job(SplittingCase recorded, CaseInputs inputs, WorkJob job) {
        TreeMap<Integer, List<List<Long>>> runs = new TreeMap<>();
        job.lumis()
                .forEach((run, ranges) -> runs.put(
                        run,
                        ranges.stream()
                                .map(range -> List.of(range.first(), range.last()))
                                .toList()));
        TreeMap<String, String> baggage = new TreeMap<>();
        if (recorded.flag("deterministicPileup", false)) {
            baggage.put("skipPileupEvents", String.valueOf(job.skipPileupEvents()));
        }
        return new CaseJob(
                inputs.names(job.files()),
                new TreeMap<>(),
                runs,
                job.events() * recorded.performance("timePerEvent"),
                job.events() * recorded.performance("sizePerEvent"),
                recorded.performance("memoryRequirement"),
                baggage,
                job.overLimit(),
                null,
                new TreeMap<>());
    }
}
