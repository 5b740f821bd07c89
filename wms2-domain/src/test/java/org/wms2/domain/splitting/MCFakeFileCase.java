package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.workflow.GeneratorRange;

/** EventBased on a generator's element, each of which is one file in WMCore. */
final class MCFakeFileCase implements CaseRunner {
    /** WMCore's default. */
    private static final int EVENTS_PER_JOB = 100;

    @Override
    public List<List<CaseJob>> run(SplittingCase recorded) {
        long perJob = recorded.number("events_per_job", EVENTS_PER_JOB);
        long perLumi = recorded.number("events_per_lumi", perJob);
        Checks.positive("events_per_job", perJob);
        Checks.positive("events_per_lumi", perLumi);
        List<List<CaseJob>> groups = new ArrayList<>();
        int jobsBefore = 0;
        for (List<CaseFile> files : recorded.filesByLocation()) {
            List<CaseJob> jobs = new ArrayList<>();
            for (CaseFile file : files) {
                if (file.events() > 0) {
                    for (SplitJob job : made(recorded, file, perJob, perLumi)) {
                        jobs.add(job(recorded, file, job, jobsBefore++));
                    }
                }
            }
            groups.add(jobs);
        }
        return groups;
    }

    private static List<SplitJob> made(SplittingCase recorded, CaseFile file, long perJob, long perLumi) {
        long firstLumi = file.runs().getFirst().lumis().stream()
                .mapToLong(LumiRange::first)
                .min()
                .orElseThrow();
        GeneratorSplitter splitter = new GeneratorSplitter(
                Generators.parameters(perJob, perLumi, recorded.flag("deterministicPileup", false)),
                new GeneratorRange(file.firstEvent(), firstLumi, file.events(), 1),
                1,
                ElementLimits.NONE);
        return Generators.jobs(splitter, List.of(Span.ALL));
    }

    private static CaseJob job(SplittingCase recorded, CaseFile file, SplitJob job, int jobsBefore) {
        EventRange range = Objects.requireNonNull(job.range());
        TreeMap<String, Long> mask = new TreeMap<>();
        mask.put("FirstEvent", range.firstEvent());
        mask.put("LastEvent", range.lastEvent());
        mask.put("FirstLumi", range.firstLumi());
        mask.put("LastLumi", range.lastLumi());
        TreeMap<String, String> baggage = new TreeMap<>();
        baggage.put("lheInputFiles", String.valueOf(recorded.flag("lheInputFiles", false)));
        Long skip = job.at(0, jobsBefore).skipPileupEvents();
        if (skip != null) {
            baggage.put("skipPileupEvents", skip.toString());
        }
        return new CaseJob(
                List.of(file.lfn()),
                mask,
                new TreeMap<>(),
                job.events() * recorded.performance("timePerEvent"),
                job.events() * recorded.performance("sizePerEvent"),
                recorded.performance("memoryRequirement"),
                baggage,
                false,
                null,
                new TreeMap<>());
    }
}
