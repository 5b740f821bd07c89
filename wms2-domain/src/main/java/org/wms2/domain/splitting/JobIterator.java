package org.wms2.domain.splitting;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Jobs made a few at a time: as many as one step of the input gives. */
abstract class JobIterator implements Iterator<SplitJob> {
    private final ArrayDeque<SplitJob> ready = new ArrayDeque<>();

    /** Takes one more step through the input, emitting any number of jobs; false once there is nothing left to do. */
    abstract boolean advance();

    final void emit(SplitJob job) {
        ready.add(job);
    }

    @Override
    public final boolean hasNext() {
        while (ready.isEmpty()) {
            if (!advance()) {
                return !ready.isEmpty();
            }
        }
        return true;
    }

    @Override
    public final SplitJob next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no job is left");
        }
        return ready.remove();
    }
}
