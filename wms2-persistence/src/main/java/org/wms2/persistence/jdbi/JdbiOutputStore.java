package org.wms2.persistence.jdbi;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.LumiEvents;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.store.OutputStore;

/** Tables output_blocks and output_files; {@link OutputWriter} writes them. */
record JdbiOutputStore(Sql sql) implements OutputStore {
    private static final TypeReference<List<LumiEvents>> LUMIS = new TypeReference<>() {};
    private static final TypeReference<List<Lfn>> LFNS = new TypeReference<>() {};

    private static final List<String> REGISTERED = Arrays.stream(BlockStatus.values())
            .filter(BlockStatus::isRegistered)
            .map(BlockStatus::word)
            .toList();

    @Override
    public List<OutputBlock> blocks(RequestName name) {
        return sql.read(
                h -> h.createQuery("SELECT * FROM output_blocks WHERE request = :request ORDER BY opened_at, name")
                        .bind("request", name.value())
                        .map((row, context) -> block(row))
                        .list());
    }

    private static OutputBlock block(ResultSet row) throws SQLException {
        return new OutputBlock(
                new BlockName(Columns.text(row, "name")),
                new RequestName(Columns.text(row, "request")),
                new DatasetName(Columns.text(row, "dataset")),
                new RseName(Columns.text(row, "rse")),
                Columns.word(row, "status", BlockStatus.class),
                row.getInt("files"),
                row.getLong("events"),
                row.getLong("bytes"),
                rule(row.getString("source_rule")),
                rule(row.getString("destination_rule")),
                Columns.text(row, "reason"),
                row.getInt("retries"),
                Columns.instant(row, "opened_at"),
                Columns.instant(row, "status_since"),
                Columns.instant(row, "next_look"));
    }

    private static @Nullable RuleId rule(@Nullable String id) {
        return id == null ? null : new RuleId(id);
    }

    @Override
    public List<RegisteredFile> files(BlockName block) {
        return sql.read(h -> h.createQuery("SELECT * FROM output_files WHERE block = :block ORDER BY lfn")
                .bind("block", block.value())
                .map((row, context) -> file(row))
                .list());
    }

    @Override
    public List<RegisteredFile> filesOf(RequestName name, WorkUnitId workUnit) {
        return sql.read(h -> h.createQuery("""
                        SELECT * FROM output_files WHERE request = :request AND work_unit = :unit ORDER BY lfn""")
                .bind("request", name.value())
                .bind("unit", workUnit.value())
                .map((row, context) -> file(row))
                .list());
    }

    private static RegisteredFile file(ResultSet row) throws SQLException {
        OutputFile file = new OutputFile(
                new Lfn(Columns.text(row, "lfn")),
                new DatasetName(Columns.text(row, "dataset")),
                Columns.text(row, "step"),
                Columns.text(row, "module"),
                row.getLong("bytes"),
                Columns.text(row, "adler32"),
                row.getLong("events"),
                Json.read(Columns.text(row, "lumis"), LUMIS),
                Json.read(Columns.text(row, "parents"), LFNS));
        return new RegisteredFile(
                file, new BlockName(Columns.text(row, "block")), new WorkUnitId(Columns.text(row, "work_unit")));
    }

    /** Summed from the blocks at each call: there is nothing that could disagree with them. */
    @Override
    public List<OutputDataset> datasets(RequestName name) {
        List<OutputDataset> parts = sql.read(h -> h.createQuery("""
                        SELECT dataset, status, count(*) AS blocks, sum(files) AS files, sum(events) AS events,
                               sum(bytes) AS bytes
                        FROM output_blocks WHERE request = :request GROUP BY dataset, status""")
                .bind("request", name.value())
                .map((row, context) -> new OutputDataset(
                        name,
                        new DatasetName(Columns.text(row, "dataset")),
                        Columns.word(row, "status", BlockStatus.class),
                        row.getInt("blocks"),
                        row.getInt("files"),
                        row.getLong("events"),
                        row.getLong("bytes")))
                .list());
        TreeMap<DatasetName, OutputDataset> sums = new TreeMap<>();
        parts.forEach(part -> sums.merge(part.dataset(), part, OutputDataset::plus));
        return List.copyOf(sums.values());
    }

    @Override
    public List<WorkUnitId> fullyRegistered(RequestName name) {
        return sql.read(h -> h.createQuery("""
                        SELECT u.id FROM work_units u
                        WHERE u.request = :request AND u.status = 'merged'
                          AND NOT EXISTS (SELECT 1 FROM output_files f JOIN output_blocks b ON b.name = f.block
                                          WHERE f.request = u.request AND f.work_unit = u.id
                                            AND b.status <> ALL (:registered))
                        ORDER BY u.round, u.ordinal""")
                .bind("request", name.value())
                .bindArray("registered", String.class, REGISTERED)
                .map((row, context) -> new WorkUnitId(Columns.text(row, "id")))
                .list());
    }

    @Override
    public List<BlockName> parentsNotInDbs(BlockName block) {
        return sql.read(h -> h.createQuery("""
                        SELECT DISTINCT p.block FROM output_files c
                        CROSS JOIN LATERAL jsonb_array_elements_text(c.parents) AS parent (lfn)
                        JOIN output_files p ON p.lfn = parent.lfn
                        JOIN output_blocks b ON b.name = p.block
                        WHERE c.block = :block AND p.block <> c.block
                          AND (b.status IN ('open', 'pending')
                               OR b.status IN ('invalidated', 'failed')
                                  AND NOT EXISTS (SELECT 1 FROM transitions t
                                                  WHERE t.kind = 'block' AND t.subject = b.name
                                                    AND t.to_status = 'dbs_registered'))
                        ORDER BY p.block""")
                .bind("block", block.value())
                .map((row, context) -> new BlockName(Columns.text(row, "block")))
                .list());
    }
}
