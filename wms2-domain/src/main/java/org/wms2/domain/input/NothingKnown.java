package org.wms2.domain.input;

import java.util.List;
import java.util.Optional;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;

/** Before the first reading. */
record NothingKnown() implements SnapshotView {
    @Override
    public Optional<SnapshotHeader> header() {
        return Optional.empty();
    }

    @Override
    public Iterable<InputBlock> blocks() {
        return List.of();
    }

    @Override
    public List<InputBlock> parts(BlockName block) {
        return List.of();
    }

    @Override
    public List<Exclusion> exclusions() {
        return List.of();
    }

    @Override
    public List<Span> taken() {
        return List.of();
    }

    @Override
    public List<LedgerEntry> entries(Span within) {
        return List.of();
    }
}
