package org.wms2.persistence.jdbi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.InputBlock;

/** One pass over one snapshot, a page of blocks at a time. A snapshot that is replaced meanwhile ends it with an error. */
final class SnapshotIterator implements Iterator<InputBlock> {
    private static final int PAGE = 8;

    private final JdbiSnapshotStore store;
    private final RequestName request;
    private final long snapshot;
    private final int blocks;
    private final Deque<InputBlock> page = new ArrayDeque<>();
    private int read;
    private int last = -1;

    SnapshotIterator(JdbiSnapshotStore store, RequestName request) {
        this.store = store;
        this.request = request;
        JdbiSnapshotStore.Stored stored = store.stored(request).orElse(null);
        this.snapshot = stored == null ? 0 : stored.id();
        this.blocks = stored == null ? 0 : stored.header().blocks();
    }

    @Override
    public boolean hasNext() {
        return read < blocks;
    }

    @Override
    public InputBlock next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the snapshot of " + request + " has " + blocks + " blocks");
        }
        if (page.isEmpty()) {
            List<InputBlock> more = store.page(snapshot, last, PAGE);
            if (more.isEmpty()) {
                throw new Wms2Exception(
                        ErrorCode.CONFLICT,
                        "the input snapshot of " + request + " was replaced while it was read: read it again");
            }
            page.addAll(more);
        }
        InputBlock block = page.remove();
        last = block.ordinal();
        read++;
        return block;
    }
}
