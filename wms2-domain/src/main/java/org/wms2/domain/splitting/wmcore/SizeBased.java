package org.wms2.domain.splitting.wmcore;

import java.util.ArrayList;
import java.util.List;
import org.wms2.ports.input.InputFile;

/**
 * Whole files up to a number of bytes per job; a file above it has a job of its own (WMCore's {@code SizeBased.py}).
 *
 * @param bytesPerJob size_per_job; 1000 in WMCore unless it is given
 */
public record SizeBased(long bytesPerJob) {
    /** The files of each job. */
    public List<List<InputFile>> jobs(List<InputFile> files) {
        List<List<InputFile>> jobs = new ArrayList<>();
        List<InputFile> job = new ArrayList<>();
        long bytes = 0;
        for (InputFile file : files) {
            boolean alone = file.bytes() > bytesPerJob;
            if (!job.isEmpty() && (alone ? bytes > 0 : bytes + file.bytes() > bytesPerJob)) {
                jobs.add(job);
                job = new ArrayList<>();
                bytes = 0;
            }
            job.add(file);
            bytes += file.bytes();
        }
        if (!job.isEmpty()) {
            jobs.add(job);
        }
        return jobs;
    }
}
