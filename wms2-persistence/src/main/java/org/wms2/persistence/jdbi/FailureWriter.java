package org.wms2.persistence.jdbi;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;

/** The part of a change set that writes table failures. */
record FailureWriter(Handle h, RequestName request) {
    /** One batch. */
    void put(List<Failure> failures) {
        if (failures.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = h.prepareBatch("""
                INSERT INTO failures (request, work_unit, attempt, site, category, exit_code, nodes, node, message)
                VALUES (:request, :unit, :attempt, :site, :category, :code, :nodes, :node, :message)
                ON CONFLICT (request, work_unit, attempt, coalesce(site, ''), category, exit_code) DO UPDATE
                SET nodes = excluded.nodes, node = excluded.node, message = excluded.message""")) {
            for (Failure failure : failures) {
                SiteName site = failure.site();
                batch.bind("request", request.value())
                        .bind("unit", failure.workUnit().value())
                        .bind("attempt", failure.attempt())
                        .bind("site", site == null ? null : site.value())
                        .bind("category", failure.category().word())
                        .bind("code", failure.exitCode())
                        .bind("nodes", failure.nodes())
                        .bind("node", failure.node())
                        .bind("message", failure.message())
                        .add();
            }
            batch.execute();
        }
    }
}
