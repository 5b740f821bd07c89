package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.wms2.ports.workflow.LumiRules;

/** What the cases of the algorithms by lumi section have in common. */
final class LumiCases {
    private LumiCases() {}

    static LumiSelection selection(SplittingCase recorded) {
        LumiRules rules = new LumiRules(
                recorded.flag("halt_job_on_file_boundaries", LumiRules.DEFAULT.haltOnFileBoundaries()),
                recorded.flag("splitOnRun", LumiRules.DEFAULT.splitOnRun()),
                recorded.flag("applyLumiCorrection", LumiRules.DEFAULT.correctLumis()),
                recorded.number("job_time_limit", LumiRules.DEFAULT.jobTimeLimit()));
        return new LumiSelection(
                recorded.mask(), recorded.runWhitelist(), rules, recorded.flag("deterministicPileup", false), true);
    }

    /**
     * The jobs by location. Once the total is reached WMCore does not look at further locations.
     *
     * @param enough whether WMCore does not wait for more files of a location
     * @param amount what of a job counts for the total
     */
    static List<List<CaseJob>> run(
            SplittingCase recorded,
            Splitter splitter,
            Predicate<List<CaseFile>> enough,
            ToLongFunction<CaseJob> amount,
            long total) {
        LumiSelection selection = selection(recorded);
        InputUnits units = new LumiUnits(
                selection.mask(), selection.runWhitelist(), selection.rules().correctLumis());
        CaseBlocks blocks = new CaseBlocks(recorded);
        List<List<CaseJob>> groups = new ArrayList<>();
        long taken = 0;
        for (List<CaseFile> files : recorded.filesByLocation()) {
            if ((recorded.waits() && !enough.test(files)) || (total > 0 && taken >= total)) {
                continue;
            }
            List<CaseJob> jobs = blocks.jobs(splitter, blocks.block(files, units));
            taken += jobs.stream().mapToLong(amount).sum();
            groups.add(jobs);
        }
        return groups;
    }

    /** Lumi sections that a job is to process. */
    static long lumis(CaseJob job) {
        return job.runAndLumis().values().stream()
                .flatMap(List::stream)
                .mapToLong(range -> range.get(1) - range.get(0) + 1)
                .sum();
    }
}
