package org.wms2.persistence.jdbi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.store.FailureStore;

/** Table failures, to read; {@link FailureWriter} writes it. */
record JdbiFailureStore(Sql sql) implements FailureStore {
    @Override
    public List<Failure> of(RequestName request) {
        return sql.read(h -> h.createQuery("""
                        SELECT * FROM failures WHERE request = :request
                        ORDER BY work_unit, attempt, coalesce(site, ''), category, exit_code""")
                .bind("request", request.value())
                .map((row, context) -> failure(row))
                .list());
    }

    private static Failure failure(ResultSet row) throws SQLException {
        return new Failure(
                new WorkUnitId(Columns.text(row, "work_unit")),
                row.getInt("attempt"),
                site(row.getString("site")),
                Columns.word(row, "category", FailureCategory.class),
                row.getInt("exit_code"),
                row.getInt("nodes"),
                Columns.text(row, "node"),
                Columns.text(row, "message"));
    }

    private static @Nullable SiteName site(@Nullable String name) {
        return name == null ? null : new SiteName(name);
    }
}
