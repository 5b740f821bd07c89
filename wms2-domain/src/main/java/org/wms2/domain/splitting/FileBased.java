package org.wms2.domain.splitting;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.request.LumiMask;

/**
 * Whole files, a fixed number per job, by LFN (contracts/cms.md 2.3; WMCore's {@code FileBased.py}). With a mask, files
 * without a good lumi section are left out, the job says which sections are good, and its events are the number of good
 * sections times the file's rounded average. Run lists are not looked at.
 */
public final class FileBased implements Splitter {
    private final Rules rules;
    private final MaskIndex mask;
    private long left;

    /**
     * The parameters.
     *
     * @param filesPerJob 1 or more
     * @param respectRunBoundaries whether files with different lowest runs never share a job
     * @param totalFiles files to take of a pass, those that have something to do; 0 is all
     */
    public record Rules(int filesPerJob, boolean respectRunBoundaries, LumiMask mask, long totalFiles) {
        public Rules {
            Checks.positive("files_per_job", filesPerJob);
        }
    }

    public FileBased(Rules rules) {
        this.rules = rules;
        this.mask = new MaskIndex(rules.mask(), List.of());
        this.left = rules.totalFiles() == 0 ? Long.MAX_VALUE : rules.totalFiles();
    }

    @Override
    public Iterator<SplitJob> split(InputBlock block, List<Span> wanted) {
        return new Jobs(block, new Wanted(wanted));
    }

    private final class Jobs extends JobIterator {
        private static final int NONE = -1;

        private final Wanted wanted;
        private final List<InputFile> files;
        private final GoodLumis good = new GoodLumis(mask);
        private final LumiRanges ranges = new LumiRanges();
        private final OpenJob job = new OpenJob();
        private int next;
        private long position;
        private int jobRun = NONE;

        Jobs(InputBlock block, Wanted wanted) {
            this.files = block.files();
            this.wanted = wanted;
            this.position = block.firstPosition();
        }

        @Override
        @Nullable
        SplitJob advance() {
            while (next < files.size() && left > 0) {
                InputFile file = files.get(next);
                boolean unit = !good.masked() || good.some(file, ranges);
                boolean here = unit && wanted.first(position, position + 1) == position;
                int run = file.runs().isEmpty() ? NONE : file.runs().getFirst().run();
                if (here && full(run)) {
                    return job.close(null, 0);
                }
                if (here) {
                    take(file, run);
                }
                if (unit) {
                    position++;
                }
                next++;
            }
            return job.isEmpty() ? null : job.close(null, 0);
        }

        private boolean full(int run) {
            return !job.isEmpty()
                    && (job.files() == rules.filesPerJob() || (rules.respectRunBoundaries() && run != jobRun));
        }

        private void take(InputFile file, int run) {
            if (job.isEmpty()) {
                jobRun = run;
            }
            job.add(JobInput.of(file));
            job.claim(position, position + 1);
            if (good.masked()) {
                mask(file);
            } else {
                job.addEvents(file.events());
            }
            left--;
        }

        private void mask(InputFile file) {
            long average = Averages.eventsPerLumi(file.events(), Averages.lumis(file, ranges));
            for (RunLumis run : file.runs()) {
                if (good.accepts(run.run())) {
                    good.fill(run, ranges);
                    for (int i = 0; i < ranges.count(); i++) {
                        job.accept(run.run(), ranges.first(i), ranges.last(i));
                    }
                    job.addEvents(ranges.size() * average);
                }
            }
        }
    }
}
