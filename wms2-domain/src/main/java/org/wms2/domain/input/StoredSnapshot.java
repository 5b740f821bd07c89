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

/** What the stores have of one request. */
record StoredSnapshot(SnapshotStore snapshots, LedgerStore ledger, RequestName request) implements SnapshotView {
    @Override
    public Optional<SnapshotHeader> header() {
        return snapshots.header(request);
    }

    @Override
    public Iterable<InputBlock> blocks() {
        return snapshots.blocks(request);
    }

    @Override
    public List<InputBlock> parts(BlockName block) {
        return snapshots.parts(request, block);
    }

    @Override
    public List<Exclusion> exclusions() {
        return snapshots.exclusions(request);
    }

    @Override
    public List<Span> taken() {
        return ledger.taken(request);
    }

    @Override
    public List<LedgerEntry> entries(Span within) {
        return ledger.entries(request, within);
    }
}
