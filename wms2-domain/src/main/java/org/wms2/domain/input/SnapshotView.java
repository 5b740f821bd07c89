package org.wms2.domain.input;

import java.util.List;
import java.util.Optional;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.store.LedgerStore;
import org.wms2.ports.store.SnapshotStore;
import org.wms2.ports.store.Stores;

/**
 * What is known of a request's input: a reading compares with it. It is asked block by block while the reading goes on,
 * each block before the parts of that block are given; the methods are those of {@link SnapshotStore} and
 * {@link LedgerStore}.
 */
public interface SnapshotView {
    /** Nothing has been read yet. */
    SnapshotView NOTHING = new NothingKnown();

    /** Empty if there is no snapshot: then everything is new. */
    Optional<SnapshotHeader> header();

    Iterable<InputBlock> blocks();

    List<InputBlock> parts(BlockName block);

    List<Exclusion> exclusions();

    List<Span> taken();

    List<LedgerEntry> entries(Span within);

    /** What the stores have of a request. */
    static SnapshotView of(Stores stores, RequestName request) {
        return new StoredSnapshot(stores.snapshots(), stores.ledger(), request);
    }
}
