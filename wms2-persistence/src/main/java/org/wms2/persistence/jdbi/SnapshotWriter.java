package org.wms2.persistence.jdbi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.wms2.persistence.jdbi.LedgerWriter.NewEntry;
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

/**
 * One reading of an input, in its transaction: parts are written as they come. What became invalid waits for
 * {@link #finish}, since two that write the ledger must both hold the request's row.
 */
final class SnapshotWriter {
    private final Handle h;
    private final RequestName request;
    private final long id;
    private final List<SnapshotPart.Invalidate> invalid = new ArrayList<>();
    private int blocks;
    private long files;
    private long lumis;
    private long events;
    private long bytes;
    private long positions;
    private boolean grown;

    private SnapshotWriter(Handle h, long id, SnapshotHeader before) {
        this.h = h;
        this.request = before.request();
        this.id = id;
        this.blocks = before.blocks();
        this.files = before.files();
        this.lumis = before.lumis();
        this.events = before.events();
        this.bytes = before.bytes();
        this.positions = before.positions();
    }

    /** Begins a reading; makes the snapshot if there is none. */
    static SnapshotWriter begin(Handle h, RequestName request, DatasetName dataset, Instant at) {
        h.createUpdate("""
                        INSERT INTO input_snapshots (request, dataset, read_at, changed_at, blocks, files, lumis, events,
                            bytes, positions)
                        VALUES (:request, :dataset, :at, :at, 0, 0, 0, 0, 0, 0)
                        ON CONFLICT (request) DO UPDATE SET read_at = excluded.read_at""")
                .bind("request", request.value())
                .bind("dataset", dataset.value())
                .bind("at", Columns.time(at))
                .execute();
        JdbiSnapshotStore.Stored stored = JdbiSnapshotStore.stored(h, request).orElseThrow();
        SnapshotWriter writer = new SnapshotWriter(h, stored.id(), stored.header());
        writer.require(
                stored.header().dataset().equals(dataset),
                "is of " + stored.header().dataset() + ", not of " + dataset);
        return writer;
    }

    void write(SnapshotPart part) {
        switch (part) {
            case SnapshotPart.Append p -> append(p.block());
            case SnapshotPart.Relocate p -> relocate(p);
            case SnapshotPart.Exclude p -> exclude(p.exclusion());
            case SnapshotPart.Invalidate p -> invalid.add(p);
        }
    }

    private void append(InputBlock block) {
        require(
                block.ordinal() == blocks && block.firstPosition() == positions,
                "ends at block " + blocks + " and position " + positions + "; " + block.name() + " has ordinal "
                        + block.ordinal() + " and position " + block.firstPosition());
        for (InputFile file : block.files()) {
            require(
                    file.ordinal() == files,
                    "goes on with file " + files + "; one of " + block.name() + " has ordinal " + file.ordinal());
            files++;
            lumis += file.lumis();
            events += file.events();
            bytes += file.bytes();
        }
        blocks++;
        positions = block.endPosition();
        grown = true;
        h.createUpdate("""
                        INSERT INTO input_snapshot_blocks (snapshot, ordinal, name, rses, first_position, positions, files)
                        VALUES (:snapshot, :ordinal, :name, CAST(:rses AS jsonb), :first, :positions, :files)""")
                .bind("snapshot", id)
                .bind("ordinal", block.ordinal())
                .bind("name", block.name().value())
                .bind("rses", Json.write(block.rses()))
                .bind("first", block.firstPosition())
                .bind("positions", block.positions())
                .bind("files", Json.zip(block.files()))
                .execute();
    }

    private void relocate(SnapshotPart.Relocate p) {
        int moved = h.createUpdate("""
                        UPDATE input_snapshot_blocks SET rses = CAST(:rses AS jsonb)
                        WHERE snapshot = :snapshot AND ordinal = :ordinal""")
                .bind("snapshot", id)
                .bind("ordinal", p.ordinal())
                .bind("rses", Json.write(p.rses()))
                .execute();
        require(moved == 1, "has no block " + p.ordinal());
    }

    private void exclude(Exclusion exclusion) {
        h.createUpdate("""
                        INSERT INTO input_exclusions AS known (snapshot, block, reason, files, lumis, events)
                        VALUES (:snapshot, :block, :reason, :files, :lumis, :events)
                        ON CONFLICT (snapshot, block, reason) DO UPDATE
                        SET files = known.files + excluded.files, lumis = known.lumis + excluded.lumis,
                            events = known.events + excluded.events""")
                .bind("snapshot", id)
                .bind("block", exclusion.block().value())
                .bind("reason", exclusion.reason().word())
                .bind("files", exclusion.files())
                .bind("lumis", exclusion.lumis())
                .bind("events", exclusion.events())
                .execute();
    }

    /** Ends the reading, with the request's row locked. */
    SnapshotHeader finish() {
        h.createUpdate("""
                        UPDATE input_snapshots
                        SET changed_at = CASE WHEN :grown THEN read_at ELSE changed_at END, blocks = :blocks,
                            files = :files, lumis = :lumis, events = :events, bytes = :bytes, positions = :positions
                        WHERE id = :id""")
                .bind("id", id)
                .bind("grown", grown)
                .bind("blocks", blocks)
                .bind("files", files)
                .bind("lumis", lumis)
                .bind("events", events)
                .bind("bytes", bytes)
                .bind("positions", positions)
                .execute();
        SnapshotHeader header =
                JdbiSnapshotStore.stored(h, request).orElseThrow().header();
        invalidate(header.readAt());
        return header;
    }

    private void invalidate(Instant at) {
        LedgerWriter ledger = new LedgerWriter(h, request);
        for (SnapshotPart.Invalidate p : invalid) {
            require(
                    p.span().end() <= positions,
                    "ends at position " + positions + "; " + p.span() + " can't be invalid (" + p.why() + ")");
            ledger.add(new NewEntry(p.span(), null, ExclusionReason.INVALID, p.why(), at));
        }
        ledger.flush();
    }

    private void require(boolean met, String what) {
        if (!met) {
            throw new Wms2Exception(ErrorCode.CONFLICT, "the input snapshot of request " + request + " " + what);
        }
    }
}
