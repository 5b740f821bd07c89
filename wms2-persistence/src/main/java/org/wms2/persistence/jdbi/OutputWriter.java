package org.wms2.persistence.jdbi;

import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.SubjectKind;

/** The parts of a change set that write tables output_blocks and output_files. */
record OutputWriter(Handle h, ChangeWriter set) {
    /** Files in one round trip to the server. */
    private static final int BATCH = 1_000;

    void putBlock(OutputBlock block) {
        set.own("block", block.request());
        NotAsStored.unlessOne(columns(h.createUpdate("""
                                INSERT INTO output_blocks (name, request, dataset, rse, status, files, events, bytes,
                                    source_rule, destination_rule, reason, retries, opened_at, status_since, next_look)
                                VALUES (:name, :request, :dataset, :rse, :status, :files, :events, :bytes,
                                    :source, :destination, :reason, :retries, :opened, :since, :look)
                                ON CONFLICT DO NOTHING"""), block)
                .bind("dataset", block.dataset().value())
                .bind("status", BlockStatus.OPEN.word())
                .execute());
        set.transition(SubjectKind.BLOCK, block.name().value(), "", BlockStatus.OPEN.word(), block.reason());
    }

    /** Everything but its name, request and dataset. */
    void updateBlock(Change.UpdateBlock c) {
        OutputBlock block = c.block();
        set.own("block", block.request());
        NotAsStored.unlessOne(columns(h.createUpdate("""
                                UPDATE output_blocks
                                SET rse = :rse, status = :status, files = :files, events = :events, bytes = :bytes,
                                    source_rule = CAST(:source AS text), destination_rule = CAST(:destination AS text),
                                    reason = :reason, retries = :retries, opened_at = :opened, status_since = :since,
                                    next_look = :look
                                WHERE name = :name AND request = :request AND status = :from"""), block)
                .bind("status", block.status().word())
                .bind("from", c.from().word())
                .execute());
        if (block.status() != c.from()) {
            set.transition(
                    SubjectKind.BLOCK,
                    block.name().value(),
                    c.from().word(),
                    block.status().word(),
                    block.reason());
        }
    }

    private static <S extends SqlStatement<S>> S columns(S statement, OutputBlock block) {
        return statement
                .bind("name", block.name().value())
                .bind("request", block.request().value())
                .bind("rse", block.rse().value())
                .bind("files", block.files())
                .bind("events", block.events())
                .bind("bytes", block.bytes())
                .bind("source", text(block.sourceRule()))
                .bind("destination", text(block.destinationRule()))
                .bind("reason", block.reason())
                .bind("retries", block.retries())
                .bind("opened", Columns.time(block.openedAt()))
                .bind("since", Columns.time(block.statusSince()))
                .bind("look", Columns.time(block.nextLook()));
    }

    private static @Nullable String text(@Nullable RuleId rule) {
        return rule == null ? null : rule.value();
    }

    void putFiles(List<RegisteredFile> files) {
        for (int from = 0; from < files.size(); from += BATCH) {
            putBatch(files.subList(from, Math.min(files.size(), from + BATCH)));
        }
    }

    private void putBatch(List<RegisteredFile> files) {
        try (PreparedBatch batch = h.prepareBatch("""
                INSERT INTO output_files (lfn, request, block, work_unit, dataset, step, module, bytes, adler32, events,
                    lumis, parents)
                VALUES (:lfn, :request, :block, :unit, :dataset, :step, :module, :bytes, :adler32, :events,
                    CAST(:lumis AS jsonb), CAST(:parents AS jsonb))
                ON CONFLICT (lfn) DO NOTHING""")) {
            for (RegisteredFile registered : files) {
                OutputFile file = registered.file();
                batch.bind("lfn", file.lfn().value())
                        .bind("request", set.request().value())
                        .bind("block", registered.block().value())
                        .bind("unit", registered.workUnit().value())
                        .bind("dataset", file.dataset().value())
                        .bind("step", file.step())
                        .bind("module", file.module())
                        .bind("bytes", file.bytes())
                        .bind("adler32", file.adler32())
                        .bind("events", file.events())
                        .bind("lumis", Json.write(file.lumis()))
                        .bind("parents", Json.write(file.parents()))
                        .add();
            }
            NotAsStored.unless(IntStream.of(batch.execute()).sum() == files.size());
        }
    }
}
