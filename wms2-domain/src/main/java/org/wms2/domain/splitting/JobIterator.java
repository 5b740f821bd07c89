package org.wms2.domain.splitting;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Jobs made one at a time, as they are asked for. */
abstract class JobIterator implements Iterator<SplitJob> {
    private @Nullable SplitJob ready;
    private boolean ended;

    /** The next job; null if there is none any more. */
    abstract @Nullable SplitJob advance();

    @Override
    public final boolean hasNext() {
        if (ready == null && !ended) {
            ready = advance();
            ended = ready == null;
        }
        return ready != null;
    }

    @Override
    public final SplitJob next() {
        if (!hasNext() || ready == null) {
            throw new NoSuchElementException("no job is left");
        }
        SplitJob job = ready;
        ready = null;
        return job;
    }
}
