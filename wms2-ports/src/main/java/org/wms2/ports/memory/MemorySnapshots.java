package org.wms2.ports.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.memory.MemoryTables.Row;
import org.wms2.ports.memory.MemoryTables.Snapshot;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.SnapshotStore;

/** Input snapshots in memory. */
record MemorySnapshots(MemoryTables tables) implements SnapshotStore {
    /** All parts are read before the first is stored: reading holds up nobody. */
    @Override
    public SnapshotHeader extend(Claim claim, DatasetName dataset, Instant at, Iterator<SnapshotPart> parts) {
        requireOurs(claim);
        List<SnapshotPart> all = new ArrayList<>();
        parts.forEachRemaining(all::add);
        return tables.write(() -> {
            requireOurs(claim);
            Snapshot grown = new MemoryGrowth(tables, claim.request(), dataset, at).with(all);
            Snapshot before = tables.snapshots.put(claim.request(), grown);
            tables.undo(() -> {
                if (before == null) {
                    tables.snapshots.remove(claim.request());
                } else {
                    tables.snapshots.put(claim.request(), before);
                }
            });
            return grown.header();
        });
    }

    /** The lease may have ended meanwhile, as long as nobody has taken the request over. */
    private void requireOurs(Claim claim) {
        Optional<Row> ours = tables.read(() -> tables.requests
                .find(claim.request())
                .filter(row -> claim.owner().equals(row.owner()) && claim.generation() == row.generation()));
        if (ours.isEmpty()) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "the claim of " + claim.owner() + " on request " + claim.request() + " is over: nothing is stored");
        }
    }

    @Override
    public Optional<SnapshotHeader> header(RequestName request) {
        return snapshot(request).map(Snapshot::header);
    }

    @Override
    public Iterable<InputBlock> blocks(RequestName request) {
        return () -> stored(request).iterator();
    }

    @Override
    public Iterable<InputBlock> blocks(RequestName request, Span within) {
        return () -> stored(request).stream()
                .filter(b -> b.positions() > 0 && new Span(b.firstPosition(), b.endPosition()).overlaps(within))
                .iterator();
    }

    @Override
    public List<InputBlock> parts(RequestName request, BlockName block) {
        return stored(request).stream().filter(b -> b.name().equals(block)).toList();
    }

    @Override
    public List<Exclusion> exclusions(RequestName request) {
        return snapshot(request).map(Snapshot::exclusions).orElse(List.of()).stream()
                .sorted(Comparator.comparing(Exclusion::block).thenComparing(Exclusion::reason))
                .toList();
    }

    private Optional<Snapshot> snapshot(RequestName request) {
        return tables.read(() -> Optional.ofNullable(tables.snapshots.get(request)));
    }

    private List<InputBlock> stored(RequestName request) {
        return snapshot(request).map(Snapshot::blocks).orElse(List.of());
    }
}
