package org.wms2.persistence.jdbi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.pilot.PilotMeasure;
import org.wms2.ports.pilot.PilotStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.workflow.Workflow;

/** Table pilots, and the workflow that a measurement replaces. */
final class PilotRows {
    private PilotRows() {}

    static Optional<Pilot> newest(Handle h, RequestName request) {
        return h.createQuery("SELECT * FROM pilots WHERE request = :request ORDER BY attempt DESC LIMIT 1")
                .bind("request", request.value())
                .map((row, context) -> pilot(row))
                .findOne();
    }

    static Optional<Pilot> find(Handle h, DagKey key) {
        return h.createQuery("SELECT * FROM pilots WHERE tag = :tag AND attempt = :attempt")
                .bind("tag", key.tag().value())
                .bind("attempt", key.attempt())
                .map((row, context) -> pilot(row))
                .findOne();
    }

    private static Pilot pilot(ResultSet row) throws SQLException {
        int cluster = row.getInt("cluster");
        String measure = row.getString("measure");
        return new Pilot(
                new DagKey(new DagTag(Columns.text(row, "tag")), row.getInt("attempt")),
                new RequestName(Columns.text(row, "request")),
                Columns.word(row, "status", PilotStatus.class),
                Columns.text(row, "directory"),
                cluster == 0 ? null : new ClusterId(cluster, Columns.text(row, "schedd")),
                measure == null ? null : Json.read(measure, PilotMeasure.class),
                Columns.text(row, "reason"),
                Columns.instant(row, "planned_at"),
                Columns.instant(row, "status_since"));
    }

    static void put(Handle h, Change.PutPilot c) {
        PilotStatus from = c.from();
        String sql = from == null ? """
                INSERT INTO pilots (tag, attempt, request, status, directory, cluster, schedd, measure, reason, planned_at,
                    status_since)
                VALUES (:tag, :attempt, :request, :status, :directory, CAST(:cluster AS integer), :schedd,
                    CAST(:measure AS jsonb), :reason, :planned, :since)
                ON CONFLICT DO NOTHING""" : """
                UPDATE pilots
                SET status = :status, directory = :directory, cluster = CAST(:cluster AS integer), schedd = :schedd,
                    measure = CAST(:measure AS jsonb), reason = :reason, planned_at = :planned, status_since = :since
                WHERE tag = :tag AND attempt = :attempt AND request = :request AND status = :from""";
        Pilot p = c.pilot();
        ClusterId cluster = p.cluster();
        PilotMeasure measure = p.measure();
        Update update = h.createUpdate(sql)
                .bind("tag", p.key().tag().value())
                .bind("attempt", p.key().attempt())
                .bind("request", p.request().value())
                .bind("status", p.status().word())
                .bind("directory", p.directory())
                .bind("cluster", cluster == null ? null : cluster.value())
                .bind("schedd", cluster == null ? "" : cluster.schedd())
                .bind("measure", measure == null ? null : Json.write(measure))
                .bind("reason", p.reason())
                .bind("planned", Columns.time(p.plannedAt()))
                .bind("since", Columns.time(p.statusSince()));
        NotAsStored.unlessOne((from == null ? update : update.bind("from", from.word())).execute());
    }

    /** Never once a DAG is planned. */
    static void tune(Handle h, Workflow workflow) {
        NotAsStored.unlessOne(h.createUpdate("""
                        UPDATE workflows SET body = CAST(:body AS jsonb)
                        WHERE request = :request AND NOT EXISTS (SELECT 1 FROM dags WHERE request = :request)""")
                .bind("request", workflow.request().value())
                .bind("body", Json.write(workflow))
                .execute());
    }
}
