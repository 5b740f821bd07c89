package org.wms2.persistence.jdbi;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
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
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.SnapshotStore;

/** Tables input_snapshots, input_snapshot_blocks and input_exclusions; {@link SnapshotWriter} writes them. */
record JdbiSnapshotStore(Sql sql) implements SnapshotStore {
    private static final TypeReference<TreeSet<RseName>> RSES = new TypeReference<>() {};

    /**
     * The parts may come slowly from DBS, hence no limit on an idle transaction here; two readers wait in line. The
     * request's row is locked only at the end, so that reading holds up no decision.
     */
    @Override
    public SnapshotHeader extend(Claim claim, DatasetName dataset, Instant at, Iterator<SnapshotPart> parts) {
        return sql.write(h -> {
            h.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
            h.createQuery("SELECT count(pg_advisory_xact_lock(hashtextextended('input_snapshot ' || :request, 0)))")
                    .bind("request", claim.request().value())
                    .mapTo(Long.class)
                    .one();
            requireOurs(h, claim);
            SnapshotWriter writer = SnapshotWriter.begin(h, claim.request(), dataset, at);
            parts.forEachRemaining(writer::write);
            h.createQuery("SELECT name FROM requests WHERE name = :request FOR NO KEY UPDATE")
                    .bind("request", claim.request().value())
                    .mapTo(String.class)
                    .one();
            requireOurs(h, claim);
            return writer.finish();
        });
    }

    /** The lease may have ended meanwhile, as long as nobody has taken the request over. */
    private static void requireOurs(Handle h, Claim claim) {
        boolean ours = h.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM requests WHERE name = :request AND claim_owner = :owner
                                       AND generation = :generation)""")
                .bind("request", claim.request().value())
                .bind("owner", claim.owner())
                .bind("generation", claim.generation())
                .mapTo(Boolean.class)
                .one();
        if (!ours) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "the claim of " + claim.owner() + " on request " + claim.request() + " is over: nothing is stored");
        }
    }

    @Override
    public Optional<SnapshotHeader> header(RequestName request) {
        return stored(request).map(Stored::header);
    }

    /** Reads pages by key: no connection is held between two of them. */
    @Override
    public Iterable<InputBlock> blocks(RequestName request) {
        return () -> new SnapshotIterator(after -> page(request, "", Span.ALL, after));
    }

    @Override
    public Iterable<InputBlock> blocks(RequestName request, Span within) {
        String inside = " AND b.positions > 0 AND b.first_position < :end AND b.first_position + b.positions > :first";
        return () -> new SnapshotIterator(after -> page(request, inside, within, after));
    }

    private List<InputBlock> page(RequestName request, String condition, Span within, int after) {
        return sql.read(h -> h.createQuery("SELECT b.* FROM input_snapshot_blocks b"
                        + " JOIN input_snapshots s ON s.id = b.snapshot"
                        + " WHERE s.request = :request AND b.ordinal > :after" + condition
                        + " ORDER BY b.ordinal LIMIT " + SnapshotIterator.PAGE)
                .configure(org.jdbi.v3.core.statement.SqlStatements.class, s -> s.setUnusedBindingAllowed(true))
                .bind("request", request.value())
                .bind("after", after)
                .bind("first", within.first())
                .bind("end", within.end())
                .map((row, context) -> block(row))
                .list());
    }

    @Override
    public List<InputBlock> parts(RequestName request, BlockName block) {
        return sql.read(h -> h.createQuery("""
                        SELECT b.* FROM input_snapshot_blocks b JOIN input_snapshots s ON s.id = b.snapshot
                        WHERE s.request = :request AND b.name = :block ORDER BY b.ordinal""")
                .bind("request", request.value())
                .bind("block", block.value())
                .map((row, context) -> block(row))
                .list());
    }

    private static InputBlock block(ResultSet row) throws SQLException {
        return new InputBlock(
                row.getInt("ordinal"),
                new BlockName(Columns.text(row, "name")),
                Json.read(Columns.text(row, "rses"), RSES),
                row.getLong("first_position"),
                row.getLong("positions"),
                Json.unzipFiles(row.getBytes("files")));
    }

    @Override
    public List<Exclusion> exclusions(RequestName request) {
        return sql
                .read(h -> h.createQuery("""
                        SELECT x.* FROM input_exclusions x JOIN input_snapshots s ON s.id = x.snapshot
                        WHERE s.request = :request""")
                        .bind("request", request.value())
                        .map((row, context) -> new Exclusion(
                                new BlockName(Columns.text(row, "block")),
                                Columns.word(row, "reason", ExclusionReason.class),
                                row.getLong("files"),
                                row.getLong("lumis"),
                                row.getLong("events")))
                        .list())
                .stream()
                .sorted(Comparator.comparing(Exclusion::block).thenComparing(Exclusion::reason))
                .toList();
    }

    /** A snapshot's row. */
    record Stored(long id, SnapshotHeader header) {}

    private Optional<Stored> stored(RequestName request) {
        return sql.read(h -> stored(h, request));
    }

    static Optional<Stored> stored(Handle h, RequestName request) {
        return h.createQuery("SELECT * FROM input_snapshots WHERE request = :request")
                .bind("request", request.value())
                .map((row, context) -> new Stored(
                        row.getLong("id"),
                        new SnapshotHeader(
                                request,
                                new DatasetName(Columns.text(row, "dataset")),
                                Columns.instant(row, "read_at"),
                                Columns.instant(row, "changed_at"),
                                row.getInt("blocks"),
                                row.getLong("files"),
                                row.getLong("lumis"),
                                row.getLong("events"),
                                row.getLong("bytes"),
                                row.getLong("positions"))))
                .findOne();
    }
}
