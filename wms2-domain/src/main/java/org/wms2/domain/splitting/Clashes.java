package org.wms2.domain.splitting;

import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.request.LumiRange;

/**
 * Finds jobs that would process what is another job's. A job has one mask for all of its files. Without lumi correction
 * two files of a block may have the same lumi section; a job that reads both but is to process the section of only one of
 * them would process it of both, and the other job does so again. WMCore makes such jobs; here a new job begins before
 * the second file. A job that is to process both is fine.
 */
final class Clashes {
    private final List<InputFile> files;
    private final OpenJob candidate = new OpenJob();
    private @Nullable BitSet sharing;

    Clashes(List<InputFile> files) {
        this.files = files;
    }

    /**
     * Whether the open job may not have the file that the walk is at.
     *
     * @param ahead tells the ranges of the file that the job would take
     */
    boolean among(OpenJob job, LumiWalk walk, Consumer<OpenJob> ahead) {
        BitSet known = sharing == null ? SharedLumis.files(files) : sharing;
        sharing = known;
        if (!known.get(walk.index())) {
            return false;
        }
        candidate.clear();
        candidate.add(JobInput.of(walk.file()));
        ahead.accept(candidate);
        for (int input = 0; input < job.files(); input++) {
            List<RunLumis> runs = job.inputs().get(input).runs();
            if (foreign(runs, job, job, input) || foreign(runs, candidate, job, input)) {
                return true;
            }
        }
        List<RunLumis> runs = walk.file().runs();
        return foreign(runs, job, candidate, 0) || foreign(runs, candidate, candidate, 0);
    }

    /** Whether a mask selects lumi sections of a file beyond those that the file is read for. */
    private static boolean foreign(List<RunLumis> runs, OpenJob mask, OpenJob own, int input) {
        for (int i = 0; i < mask.ranges(); i++) {
            for (RunLumis run : runs) {
                if (run.run() != mask.run(i)) {
                    continue;
                }
                for (LumiRange range : run.lumis()) {
                    long first = Math.max(range.first(), mask.first(i));
                    long last = Math.min(range.last(), mask.last(i));
                    if (first <= last && !owned(run.run(), first, last, own, input)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean owned(int run, long first, long last, OpenJob own, int input) {
        long next = first;
        boolean more = true;
        while (more && next <= last) {
            more = false;
            for (int i = 0; i < own.ranges(); i++) {
                if (own.owner(i) == input && own.run(i) == run && own.first(i) <= next && next <= own.last(i)) {
                    next = own.last(i) + 1;
                    more = true;
                }
            }
        }
        return next > last;
    }
}
