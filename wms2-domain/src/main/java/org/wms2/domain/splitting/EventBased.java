package org.wms2.domain.splitting;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.JobInput;

/**
 * Slices of files by event, one file per job (contracts/cms.md 2.4, real files; WMCore's {@code EventBased.py}). Slices
 * begin at multiples of the events per job, also where only a part of a file is wanted. A file without events is one job
 * without a range. No mask and no run list is looked at: a request with a mask is refused earlier.
 *
 * @param eventsPerJob 1 or more
 * @param deterministicPileup whether each job says how many pileup events those before it use: their number of events
 */
public record EventBased(long eventsPerJob, boolean deterministicPileup) implements Splitter {
    public EventBased {
        Checks.positive("events_per_job", eventsPerJob);
    }

    /** How many positions a file has. */
    static long units(InputFile file) {
        return Math.max(1, file.events());
    }

    @Override
    public Iterator<SplitJob> split(InputBlock block, List<Span> wanted) {
        return new Jobs(block, new Wanted(wanted));
    }

    private final class Jobs extends JobIterator {
        private final List<InputFile> files;
        private final Wanted wanted;
        private int next;
        /** Position of the file's first event. */
        private long base;
        /** The next event of the file. */
        private long event;

        private @Nullable JobInput input;

        Jobs(InputBlock block, Wanted wanted) {
            this.files = block.files();
            this.wanted = wanted;
            this.base = block.firstPosition();
        }

        @Override
        @Nullable
        SplitJob advance() {
            while (next < files.size()) {
                InputFile file = files.get(next);
                long end = base + units(file);
                long first = wanted.first(base + event, end);
                if (first < end) {
                    long slice = (first - base) / eventsPerJob * eventsPerJob + eventsPerJob;
                    long last = wanted.end(first, Math.min(end, base + slice));
                    event = last - base;
                    return job(file, first, last);
                }
                base = end;
                event = 0;
                input = null;
                next++;
            }
            return null;
        }

        private SplitJob job(InputFile file, long first, long end) {
            JobInput read = input == null ? JobInput.of(file) : input;
            input = read;
            Long skip = deterministicPileup ? eventsPerJob : null;
            List<Span> spans = List.of(new Span(first, end));
            if (file.events() == 0) {
                return new SplitJob(List.of(read), List.of(), null, 0, 0, spans, skip, 0);
            }
            EventRange range = new EventRange(0, first - base, end - base - 1, 0, 0);
            return new SplitJob(List.of(read), List.of(), range, end - first, end - first, spans, skip, 0);
        }
    }
}
