package org.wms2.domain.splitting.wmcore;

import java.util.ArrayList;
import java.util.List;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.input.InputFile;

/**
 * Whole files, a fixed number per job; while more files may come, a rest that does not fill a job waits (WMCore's {@code
 * MinFileBased.py}).
 *
 * @param filesPerJob files_per_job, 1 or more; 10 in WMCore unless it is given
 * @param respectRunBoundaries whether files with different lowest runs never share a job
 * @param open whether more files may come
 */
public record MinFileBased(int filesPerJob, boolean respectRunBoundaries, boolean open) {
    private static final int NO_RUN = -1;

    public MinFileBased {
        if (filesPerJob < 1) {
            throw new InputRefusedException("files_per_job", String.valueOf(filesPerJob), "1 or more");
        }
    }

    /** The files of each job; those that wait are in none. */
    public List<List<InputFile>> jobs(List<InputFile> files) {
        List<List<InputFile>> jobs = new ArrayList<>();
        int taken = 0;
        int jobRun = NO_RUN;
        for (InputFile file : files) {
            int run = file.runs().isEmpty() ? NO_RUN : file.runs().getFirst().run();
            if (jobs.isEmpty() || jobs.getLast().size() == filesPerJob || (respectRunBoundaries && run != jobRun)) {
                if (open && files.size() - taken < filesPerJob) {
                    return jobs;
                }
                jobs.add(new ArrayList<>());
                jobRun = run;
            }
            jobs.getLast().add(file);
            taken++;
        }
        return jobs;
    }
}
