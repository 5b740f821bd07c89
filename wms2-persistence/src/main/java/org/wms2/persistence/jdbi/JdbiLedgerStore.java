package org.wms2.persistence.jdbi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.store.LedgerStore;

/** Table ledger, to read; {@link LedgerWriter} writes it. */
record JdbiLedgerStore(Sql sql) implements LedgerStore {
    /** What {@link #entry} reads. */
    static final String COLUMNS =
            "lower(span) AS first, upper(span) AS end, work_unit, reason, why, active, at, invalidated_at";

    static LedgerEntry entry(ResultSet row) throws SQLException {
        return new LedgerEntry(
                span(row),
                unit(row.getString("work_unit")),
                reason(row.getString("reason")),
                Columns.text(row, "why"),
                row.getBoolean("active"),
                Columns.instant(row, "at"),
                row.getObject("invalidated_at") == null ? null : Columns.instant(row, "invalidated_at"));
    }

    private static Span span(ResultSet row) throws SQLException {
        return new Span(row.getLong("first"), row.getLong("end"));
    }

    private static @Nullable WorkUnitId unit(@Nullable String id) {
        return id == null ? null : new WorkUnitId(id);
    }

    private static @Nullable ExclusionReason reason(@Nullable String word) {
        return word == null ? null : ExclusionReason.valueOf(word.toUpperCase(Locale.ROOT));
    }

    @Override
    public List<Span> taken(RequestName request) {
        return sql.read(h -> h.createQuery("""
                        SELECT lower(span) AS first, upper(span) AS end FROM (
                            SELECT unnest(range_agg(span)) AS span FROM ledger WHERE request = :request AND active
                        ) AS joined ORDER BY span""")
                .bind("request", request.value())
                .map((row, context) -> span(row))
                .list());
    }

    /** Active and given back entries have an index each. */
    @Override
    public List<LedgerEntry> entries(RequestName request, Span within) {
        return sql.read(h -> h.createQuery("SELECT " + COLUMNS + """
                         FROM (
                            SELECT * FROM ledger WHERE request = :request AND active AND span && int8range(:first, :end)
                            UNION ALL
                            SELECT * FROM ledger
                            WHERE request = :request AND NOT active AND span && int8range(:first, :end)
                        ) AS found ORDER BY span, at, id""")
                .bind("request", request.value())
                .bind("first", within.first())
                .bind("end", within.end())
                .map((row, context) -> entry(row))
                .list());
    }

    @Override
    public List<Span> spans(RequestName request, WorkUnitId workUnit) {
        return sql.read(h -> h.createQuery("""
                        SELECT lower(span) AS first, upper(span) AS end FROM ledger
                        WHERE request = :request AND work_unit = :unit ORDER BY span""")
                .bind("request", request.value())
                .bind("unit", workUnit.value())
                .map((row, context) -> span(row))
                .list());
    }

    @Override
    public Map<LedgerState, Long> positions(RequestName request) {
        Map<LedgerState, Long> positions = new EnumMap<>(LedgerState.class);
        sql.read(h -> h.createQuery("""
                        SELECT coalesce(u.status, 'excluded') AS state,
                               CAST(sum(upper(l.span) - lower(l.span)) AS bigint) AS positions
                        FROM ledger l LEFT JOIN work_units u ON u.request = l.request AND u.id = l.work_unit
                        WHERE l.request = :request AND l.active GROUP BY 1""")
                        .bind("request", request.value())
                        .map((row, context) -> Map.entry(Columns.text(row, "state"), row.getLong("positions")))
                        .list())
                .forEach(sum -> {
                    LedgerState state = state(sum.getKey());
                    if (state != LedgerState.AVAILABLE) {
                        positions.merge(state, sum.getValue(), Long::sum);
                    }
                });
        return positions;
    }

    private static LedgerState state(String word) {
        return word.equals(LedgerState.EXCLUDED.word())
                ? LedgerState.EXCLUDED
                : LedgerState.of(WorkUnitStatus.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    @Override
    public List<WorkUnitId> mismatched(RequestName request) {
        return sql.read(h -> h.createQuery("""
                        SELECT id FROM work_units u
                        WHERE request = :request
                          AND (status = 'replaced') = EXISTS (SELECT 1 FROM ledger l
                              WHERE l.request = u.request AND l.work_unit = u.id AND l.active)
                        ORDER BY id""")
                .bind("request", request.value())
                .map((row, context) -> new WorkUnitId(Columns.text(row, "id")))
                .list());
    }
}
