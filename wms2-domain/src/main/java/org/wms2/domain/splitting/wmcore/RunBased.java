package org.wms2.domain.splitting.wmcore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.input.InputFile;

/**
 * Whole files of one run each, the last ones first (WMCore's {@code RunBased.py}). A file of several runs goes with its
 * lowest.
 *
 * @param filesPerJob files_per_job, 1 or more; 300 in WMCore unless it is given
 */
public record RunBased(int filesPerJob) {
    public RunBased {
        if (filesPerJob < 1) {
            throw new InputRefusedException("files_per_job", String.valueOf(filesPerJob), "1 or more");
        }
    }

    /**
     * The files of each job, by run, in the order in which the runs are first seen: a job group each.
     *
     * @throws InputRefusedException if a file has no run
     */
    public SequencedMap<Integer, List<List<InputFile>>> jobs(List<InputFile> files) {
        SequencedMap<Integer, List<InputFile>> byRun = new LinkedHashMap<>();
        for (InputFile file : files) {
            if (file.runs().isEmpty()) {
                throw new InputRefusedException("runs of " + file.lfn(), "none", "one or more");
            }
            byRun.computeIfAbsent(file.runs().getFirst().run(), run -> new ArrayList<>())
                    .add(file);
        }
        SequencedMap<Integer, List<List<InputFile>>> jobs = new LinkedHashMap<>();
        byRun.forEach((run, ofRun) -> jobs.put(run, cut(ofRun.reversed())));
        return jobs;
    }

    private List<List<InputFile>> cut(List<InputFile> files) {
        List<List<InputFile>> jobs = new ArrayList<>();
        for (int from = 0; from < files.size(); from += filesPerJob) {
            jobs.add(List.copyOf(files.subList(from, Math.min(files.size(), from + filesPerJob))));
        }
        return jobs;
    }
}
