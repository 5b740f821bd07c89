package org.wms2.persistence.jdbi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.Span;

/**
 * Writes table ledger in one transaction. Entries wait for {@link #flush}, which sends them in batches: a round's are a
 * few round trips to the server.
 */
final class LedgerWriter {
    /** Entries in one round trip to the server. */
    private static final int BATCH = 1_000;

    private static final String TAKEN = "23P01";
    private static final String BEFORE = "before_ledger";

    private final Handle h;
    private final RequestName request;
    private final List<NewEntry> waiting = new ArrayList<>();

    LedgerWriter(Handle h, RequestName request) {
        this.h = h;
        this.request = request;
    }

    /** An entry to be made; exactly one of work unit and reason is set. */
    record NewEntry(
            Span span,
            @Nullable WorkUnitId workUnit,
            @Nullable ExclusionReason reason,
            String why,
            Instant at) {}

    void add(NewEntry entry) {
        waiting.add(entry);
    }

    /** Gives the spans of a work unit back. */
    void free(WorkUnitId workUnit) {
        flush();
        h.createUpdate("UPDATE ledger SET active = FALSE WHERE request = :request AND work_unit = :unit AND active")
                .bind("request", request.value())
                .bind("unit", workUnit.value())
                .execute();
    }

    /**
     * Inserts what waits.
     *
     * @throws org.wms2.ports.error.Wms2Exception CONFLICT with both owners if a position is taken
     */
    void flush() {
        for (int from = 0; from < waiting.size(); from += BATCH) {
            insert(waiting.subList(from, Math.min(waiting.size(), from + BATCH)));
        }
        waiting.clear();
    }

    /** After a violation the transaction goes on from the savepoint just far enough to ask who has the position. */
    private void insert(List<NewEntry> entries) {
        h.savepoint(BEFORE);
        try (PreparedBatch batch = h.prepareBatch("""
                INSERT INTO ledger (request, span, work_unit, reason, why, at)
                VALUES (:request, int8range(:first, :end), :unit, :reason, :why, :at)""")) {
            for (NewEntry entry : entries) {
                WorkUnitId unit = entry.workUnit();
                ExclusionReason reason = entry.reason();
                batch.bind("request", request.value())
                        .bind("first", entry.span().first())
                        .bind("end", entry.span().end())
                        .bind("unit", unit == null ? null : unit.value())
                        .bind("reason", reason == null ? null : reason.word())
                        .bind("why", entry.why())
                        .bind("at", Columns.time(entry.at()))
                        .add();
            }
            batch.execute();
        } catch (JdbiException e) {
            if (!TAKEN.equals(Failures.state(e))) {
                throw e;
            }
            h.rollbackToSavepoint(BEFORE);
            throw new TakenPositions(h, request).conflict(entries, e);
        }
        h.releaseSavepoint(BEFORE);
    }
}
