package org.wms2.persistence.jdbi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.wms2.ports.input.InputBlock;

/** One pass over one snapshot, a page of blocks at a time. What is appended meanwhile may be seen or not. */
final class SnapshotIterator implements Iterator<InputBlock> {
    /** Blocks in one page; a page that has fewer is the last. */
    static final int PAGE = 8;

    private final IntFunction<List<InputBlock>> pages;
    private final Deque<InputBlock> page = new ArrayDeque<>();
    private int last = -1;
    private boolean ended;

    /**
     * An iterator before the first block.
     *
     * @param pages the next blocks after an ordinal
     */
    SnapshotIterator(IntFunction<List<InputBlock>> pages) {
        this.pages = pages;
    }

    @Override
    public boolean hasNext() {
        if (page.isEmpty() && !ended) {
            List<InputBlock> more = pages.apply(last);
            ended = more.size() < PAGE;
            page.addAll(more);
        }
        return !page.isEmpty();
    }

    @Override
    public InputBlock next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the snapshot has no block after " + last);
        }
        InputBlock block = page.remove();
        last = block.ordinal();
        return block;
    }
}
