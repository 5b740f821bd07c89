package org.wms2.persistence.jdbi;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.store.SnapshotStore;

/** Tables input_snapshots and input_snapshot_blocks. */
record JdbiSnapshotStore(Sql sql) implements SnapshotStore {
    private static final TypeReference<List<InputFile>> FILES = new TypeReference<>() {};
    private static final TypeReference<TreeSet<RseName>> RSES = new TypeReference<>() {};

    /** The blocks may come slowly from DBS, hence no limit on an idle transaction here; two savers wait in line. */
    @Override
    public SnapshotHeader save(RequestName request, DatasetName dataset, Iterator<InputBlock> blocks) {
        return sql.write(h -> {
            h.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
            h.createQuery("SELECT count(pg_advisory_xact_lock(hashtextextended('input_snapshot ' || :request, 0)))")
                    .bind("request", request.value())
                    .mapTo(Long.class)
                    .one();
            h.createUpdate("DELETE FROM input_snapshots WHERE request = :request")
                    .bind("request", request.value())
                    .execute();
            long id = h.createQuery("""
                            INSERT INTO input_snapshots (request, dataset, taken_at, blocks, files, events, bytes)
                            VALUES (:request, :dataset, clock_timestamp(), 0, 0, 0, 0) RETURNING id""")
                    .bind("request", request.value())
                    .bind("dataset", dataset.value())
                    .mapTo(Long.class)
                    .one();
            int count = 0;
            long files = 0;
            long events = 0;
            long bytes = 0;
            while (blocks.hasNext()) {
                InputBlock block = blocks.next();
                insertBlock(h, id, block);
                count++;
                files += block.files().size();
                events += block.files().stream().mapToLong(InputFile::events).sum();
                bytes += block.files().stream().mapToLong(InputFile::bytes).sum();
            }
            h.createUpdate("""
                            UPDATE input_snapshots
                            SET blocks = :blocks, files = :files, events = :events, bytes = :bytes WHERE id = :id""")
                    .bind("blocks", count)
                    .bind("files", files)
                    .bind("events", events)
                    .bind("bytes", bytes)
                    .bind("id", id)
                    .execute();
            requireUnplanned(h, request);
            return stored(h, request).orElseThrow().header();
        });
    }

    /** At the end, so that saving holds up no decision: with the request's row locked, nothing may be planned on it. */
    private static void requireUnplanned(Handle h, RequestName request) {
        h.createQuery("SELECT name FROM requests WHERE name = :request FOR NO KEY UPDATE")
                .bind("request", request.value())
                .mapTo(String.class)
                .one();
        boolean planned = h.createQuery("SELECT EXISTS (SELECT 1 FROM dags WHERE request = :request)")
                .bind("request", request.value())
                .mapTo(Boolean.class)
                .one();
        if (planned) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "the input snapshot of " + request
                            + " is planned on already: its order is fixed, it is not replaced");
        }
    }

    private static void insertBlock(Handle h, long snapshot, InputBlock block) {
        h.createUpdate("""
                        INSERT INTO input_snapshot_blocks (snapshot, ordinal, name, rses, files)
                        VALUES (:snapshot, :ordinal, :name, CAST(:rses AS jsonb), :files)""")
                .bind("snapshot", snapshot)
                .bind("ordinal", block.ordinal())
                .bind("name", block.name().value())
                .bind("rses", Json.write(block.rses()))
                .bind("files", Json.zip(block.files()))
                .execute();
    }

    @Override
    public Optional<SnapshotHeader> header(RequestName request) {
        return stored(request).map(Stored::header);
    }

    /** Reads pages by key: no connection is held between two of them. */
    @Override
    public Iterable<InputBlock> blocks(RequestName request) {
        return () -> new SnapshotIterator(this, request);
    }

    /** A snapshot's row. */
    record Stored(long id, SnapshotHeader header) {}

    Optional<Stored> stored(RequestName request) {
        return sql.read(h -> stored(h, request));
    }

    private static Optional<Stored> stored(Handle h, RequestName request) {
        return h.createQuery("""
                        SELECT id, dataset, taken_at, blocks, files, events, bytes
                        FROM input_snapshots WHERE request = :request""")
                .bind("request", request.value())
                .map((row, context) -> new Stored(
                        row.getLong("id"),
                        new SnapshotHeader(
                                request,
                                new DatasetName(Columns.text(row, "dataset")),
                                Columns.instant(row, "taken_at"),
                                row.getInt("blocks"),
                                row.getLong("files"),
                                row.getLong("events"),
                                row.getLong("bytes"))))
                .findOne();
    }

    /** The next blocks after an ordinal. */
    List<InputBlock> page(long snapshot, int after, int limit) {
        return sql.read(h -> h.createQuery("""
                        SELECT ordinal, name, rses, files FROM input_snapshot_blocks
                        WHERE snapshot = :snapshot AND ordinal > :after ORDER BY ordinal LIMIT :limit""")
                .bind("snapshot", snapshot)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new InputBlock(
                        row.getInt("ordinal"),
                        new BlockName(Columns.text(row, "name")),
                        Json.read(Columns.text(row, "rses"), RSES),
                        Json.unzip(row.getBytes("files"), FILES)))
                .list());
    }
}
