package org.wms2.ports.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.memory.MemoryTables.Snapshot;

/** One reading of an input, put together with what a snapshot in memory has. */
final class MemoryGrowth {
    private final MemoryTables tables;
    private final Instant now;
    private final List<InputBlock> blocks;
    private final Map<List<Object>, Exclusion> exclusions = new LinkedHashMap<>();
    private SnapshotHeader header;

    MemoryGrowth(MemoryTables tables, RequestName request, DatasetName dataset, Instant at) {
        this.tables = tables;
        this.now = at;
        Snapshot before = tables.snapshots.get(request);
        this.header = before == null
                ? new SnapshotHeader(request, dataset, now, now, 0, 0, 0, 0, 0, 0)
                : new SnapshotHeader(
                        request,
                        before.header().dataset(),
                        now,
                        before.header().changedAt(),
                        before.header().blocks(),
                        before.header().files(),
                        before.header().lumis(),
                        before.header().events(),
                        before.header().bytes(),
                        before.header().positions());
        this.blocks = new ArrayList<>(before == null ? List.of() : before.blocks());
        if (before != null) {
            before.exclusions().forEach(this::exclude);
        }
        require(header.dataset().equals(dataset), "is of " + header.dataset() + ", not of " + dataset);
    }

    Snapshot with(List<SnapshotPart> parts) {
        for (SnapshotPart part : parts) {
            switch (part) {
                case SnapshotPart.Append p -> append(p.block());
                case SnapshotPart.Relocate p -> relocate(p);
                case SnapshotPart.Exclude p -> exclude(p.exclusion());
                case SnapshotPart.Invalidate p -> invalidate(p);
            }
        }
        return new Snapshot(header, List.copyOf(blocks), List.copyOf(exclusions.values()));
    }

    private void append(InputBlock block) {
        require(
                block.ordinal() == header.blocks() && block.firstPosition() == header.positions(),
                "ends at block " + header.blocks() + " and position " + header.positions() + "; " + block.name()
                        + " has ordinal " + block.ordinal() + " and position " + block.firstPosition());
        for (int i = 0; i < block.files().size(); i++) {
            long ordinal = block.files().get(i).ordinal();
            require(
                    ordinal == header.files() + i,
                    "goes on with file " + (header.files() + i) + "; one of " + block.name() + " has ordinal "
                            + ordinal);
        }
        blocks.add(block);
        header = new SnapshotHeader(
                header.request(),
                header.dataset(),
                now,
                now,
                header.blocks() + 1,
                header.files() + block.files().size(),
                header.lumis()
                        + block.files().stream().mapToLong(InputFile::lumis).sum(),
                header.events()
                        + block.files().stream().mapToLong(InputFile::events).sum(),
                header.bytes()
                        + block.files().stream().mapToLong(InputFile::bytes).sum(),
                block.endPosition());
    }

    private void relocate(SnapshotPart.Relocate p) {
        require(p.ordinal() >= 0 && p.ordinal() < blocks.size(), "has no block " + p.ordinal());
        InputBlock b = blocks.get(p.ordinal());
        blocks.set(
                p.ordinal(),
                new InputBlock(b.ordinal(), b.name(), p.rses(), b.firstPosition(), b.positions(), b.files()));
    }

    private void exclude(Exclusion exclusion) {
        exclusions.merge(
                List.of(exclusion.block(), exclusion.reason()),
                exclusion,
                (a, b) -> new Exclusion(
                        a.block(), a.reason(), a.files() + b.files(), a.lumis() + b.lumis(), a.events() + b.events()));
    }

    private void invalidate(SnapshotPart.Invalidate p) {
        require(
                p.span().end() <= header.positions(),
                "ends at position " + header.positions() + "; " + p.span() + " can't be invalid (" + p.why() + ")");
        tables.ledger.put(
                header.request(), new LedgerEntry(p.span(), null, ExclusionReason.INVALID, p.why(), true, now));
    }

    private void require(boolean met, String what) {
        if (!met) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT, "the input snapshot of request " + header.request() + " " + what);
        }
    }
}
