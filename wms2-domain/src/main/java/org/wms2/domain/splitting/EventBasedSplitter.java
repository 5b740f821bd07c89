package org.wms2.domain.splitting;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.JobInput;

/**
 * Slices of files by event, one file per job (contracts/cms.md 2.4, real files). Positions count from 0 in each file. A
 * file without events is one job without a range. There is no lumi mask here: a request with one is refused earlier.
 *
 * @param eventsPerJob 1 or more
 * @param anywhere whether locations do not matter
 */
public record EventBasedSplitter(long eventsPerJob, boolean anywhere, Iterable<InputBlock> snapshot)
        implements Iterable<SplitJob> {

    @Override
    public Iterator<SplitJob> iterator() {
        return new Jobs();
    }

    private final class Jobs extends JobIterator {
        private final LocatedBlocks blocks = new LocatedBlocks(snapshot, anywhere);
        private LocationGroup group = LocationGroup.ANYWHERE;
        private Iterator<InputFile> files = List.<InputFile>of().iterator();
        private @Nullable JobInput file;
        private long position;

        @Override
        boolean advance() {
            JobInput current = file;
            if (current != null) {
                slice(current);
                return true;
            }
            if (files.hasNext()) {
                InputFile next = files.next();
                file = JobInput.of(next);
                position = 0;
                return true;
            }
            if (blocks.hasNext()) {
                LocatedBlocks.Located located = blocks.next();
                group = located.group();
                files = located.block().files().iterator();
                return true;
            }
            return false;
        }

        private void slice(JobInput whole) {
            long events = Math.min(eventsPerJob, whole.events() - position);
            EventRange range = events == 0 ? null : new EventRange(0, position, position + events - 1, 0, 0);
            emit(new SplitJob(group, List.of(whole), List.of(), range, events, events));
            position += events;
            if (position >= whole.events()) {
                file = null;
            }
        }
    }
}
