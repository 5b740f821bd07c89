package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wms2.ports.request.LumiMask;

/** FileBased: total_files keeps the first by LFN of all locations, and jobs_per_group cuts groups. */
final class FileBasedCase implements CaseRunner {
    /** WMCore's default. */
    private static final int FILES_PER_JOB = 10;

    @Override
    public List<List<CaseJob>> run(SplittingCase recorded) {
        LumiMask mask = recorded.mask();
        // The lowest run of a file is known to WMBS only.
        boolean runs = recorded.withWmbs() && recorded.flag("respect_run_boundaries", false);
        int perJob = (int) recorded.number("files_per_job", FILES_PER_JOB);
        FileBased splitter = new FileBased(new FileBased.Rules(perJob, runs, mask, recorded.number("total_files", 0)));
        InputUnits units = new FileUnits(mask);
        CaseBlocks blocks = new CaseBlocks(recorded);
        List<List<CaseJob>> groups = new ArrayList<>();
        for (List<CaseFile> files : kept(recorded, mask)) {
            groups.addAll(cut(blocks.jobs(splitter, blocks.block(files, units)), recorded));
        }
        return groups;
    }

    private static List<List<CaseFile>> kept(SplittingCase recorded, LumiMask mask) {
        List<List<CaseFile>> groups = recorded.filesByLocation();
        long total = recorded.number("total_files", 0);
        if (total == 0 || groups.size() < 2) {
            return groups;
        }
        Set<String> kept = new HashSet<>();
        groups.stream()
                .flatMap(List::stream)
                .filter(file -> hasWork(file, mask))
                .sorted(Comparator.comparing(CaseFile::lfn))
                .limit(total)
                .forEach(file -> kept.add(file.lfn()));
        return groups.stream()
                .map(group ->
                        group.stream().filter(file -> kept.contains(file.lfn())).toList())
                .toList();
    }

    private static boolean hasWork(CaseFile file, LumiMask mask) {
        return mask.isEmpty()
                || file.runs().stream()
                        .anyMatch(run -> run.lumis().stream().anyMatch(lumi -> mask.accepts(run.run(), lumi.first())));
    }

    /** WMCore begins another group when one has more jobs than it should: one too many. */
    private static List<List<CaseJob>> cut(List<CaseJob> jobs, SplittingCase recorded) {
        int perGroup = (int) recorded.number("jobs_per_group", 0);
        List<List<CaseJob>> groups = new ArrayList<>();
        groups.add(new ArrayList<>());
        for (CaseJob job : jobs) {
            if (perGroup > 0 && groups.getLast().size() > perGroup) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(job);
        }
        return groups;
    }
}
