package org.wms2.persistence.jdbi;

import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.SubjectKind;

/** The parts of a change set that write tables dags, dag_history and work_units. */
record WorkWriter(Handle h, ChangeWriter set, LedgerWriter ledger) {
    void putDag(Dag dag) {
        set.own("DAG", dag.request());
        ClusterId cluster = dag.cluster();
        NotAsStored.unlessOne(h.createUpdate("""
                        INSERT INTO dags (tag, attempt, request, round, status, directory, layout, cluster, schedd, work_units,
                            jobs, expected_events, reason, status_since)
                        VALUES (:tag, :attempt, :request, :round, :status, :directory, :layout, CAST(:cluster AS integer), :schedd,
                            :units, :jobs, :events, :reason, :since)
                        ON CONFLICT DO NOTHING""")
                .bind("tag", dag.key().tag().value())
                .bind("attempt", dag.key().attempt())
                .bind("request", dag.request().value())
                .bind("round", dag.round())
                .bind("status", dag.status().word())
                .bind("directory", dag.directory())
                .bind("layout", dag.layout().word())
                .bind("cluster", cluster == null ? null : cluster.value())
                .bind("schedd", cluster == null ? "" : cluster.schedd())
                .bind("units", dag.workUnits())
                .bind("jobs", dag.jobs())
                .bind("events", dag.expectedEvents())
                .bind("reason", dag.reason())
                .bind("since", Columns.time(dag.statusSince()))
                .execute());
        set.transition(SubjectKind.DAG, Intent.dag(dag.key()), "", dag.status().word(), dag.reason());
    }

    /** The work units keep their place: what is told of the attempt before are its own history rows. */
    void putRescue(Dag dag) {
        int before = dag.key().attempt() - 1;
        boolean known = h.createQuery(
                        "SELECT TRUE FROM dags WHERE tag = :tag AND attempt = :attempt AND request = :request")
                .bind("tag", dag.key().tag().value())
                .bind("attempt", before)
                .bind("request", set.request().value())
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
        if (!known) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL,
                    "a change set of " + set.request() + " names an unknown DAG before " + dag.key());
        }
        putDag(dag);
        h.createUpdate("""
                        UPDATE work_units SET attempt = :attempt
                        WHERE request = :request AND tag = :tag AND attempt = :before""")
                .bind("request", set.request().value())
                .bind("tag", dag.key().tag().value())
                .bind("attempt", dag.key().attempt())
                .bind("before", before)
                .execute();
        history(dag.key(), dag.status().word(), dag.reason());
    }

    void readyDag(Change.ReadyDag c) {
        NotAsStored.unlessOne(h.createUpdate("""
                        UPDATE dags SET work_units = :units, jobs = :jobs, expected_events = :events, layout = :layout
                        WHERE tag = :tag AND attempt = :attempt AND request = :request""")
                .bind("tag", c.key().tag().value())
                .bind("attempt", c.key().attempt())
                .bind("request", set.request().value())
                .bind("units", c.prepared().workUnits())
                .bind("jobs", c.prepared().jobs())
                .bind("events", c.prepared().expectedEvents())
                .bind("layout", c.prepared().layout().word())
                .execute());
        moveDag(new Change.MoveDag(c.key(), DagStatus.PLANNING, DagStatus.READY, "files written and verified"));
    }

    void moveDag(Change.MoveDag c) {
        NotAsStored.unlessOne(h.createUpdate("""
                        UPDATE dags SET status = :to, reason = :reason, status_since = :at
                        WHERE tag = :tag AND attempt = :attempt AND request = :request AND status = :from""")
                .bind("tag", c.key().tag().value())
                .bind("attempt", c.key().attempt())
                .bind("request", set.request().value())
                .bind("from", c.from().word())
                .bind("to", c.to().word())
                .bind("reason", c.to().isOpen() ? "" : c.reason())
                .bind("at", Columns.time(set.set().at()))
                .execute());
        set.transition(SubjectKind.DAG, Intent.dag(c.key()), c.from().word(), c.to().word(), c.reason());
        history(c.key(), c.to().word(), c.reason());
    }

    private void history(DagKey key, String status, String reason) {
        h.createUpdate("""
                        INSERT INTO dag_history (tag, attempt, status, at, reason, cluster, work_units)
                        SELECT tag, attempt, :status, :at, :reason, cluster,
                               (SELECT coalesce(jsonb_object_agg(status, n), '{}') FROM
                                   (SELECT status, count(*) AS n FROM work_units
                                    WHERE tag = :tag AND attempt = :attempt GROUP BY status) AS by_status)
                        FROM dags WHERE tag = :tag AND attempt = :attempt""")
                .bind("tag", key.tag().value())
                .bind("attempt", key.attempt())
                .bind("status", status)
                .bind("reason", reason)
                .bind("at", Columns.time(set.set().at()))
                .execute();
    }

    void fixCluster(Change.FixCluster c) {
        NotAsStored.unlessOne(h.createUpdate("""
                        UPDATE dags SET cluster = :cluster, schedd = :schedd
                        WHERE tag = :tag AND attempt = :attempt AND request = :request
                          AND (cluster IS NULL OR (cluster = :cluster AND schedd = :schedd))""")
                .bind("tag", c.key().tag().value())
                .bind("attempt", c.key().attempt())
                .bind("request", set.request().value())
                .bind("cluster", c.cluster().value())
                .bind("schedd", c.cluster().schedd())
                .execute());
    }

    /** One batch; a known id, or a place in the round that is taken, makes the set fail. */
    void putUnits(List<WorkUnit> units) {
        if (units.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = h.prepareBatch("""
                INSERT INTO work_units (id, request, tag, attempt, round, ordinal, status, jobs, files, expected_events,
                    site, status_since)
                VALUES (:id, :request, :tag, :attempt, :round, :ordinal, :status, :jobs, :files, :events, :site, :since)
                ON CONFLICT DO NOTHING""")) {
            for (WorkUnit unit : units) {
                set.own("work unit", unit.request());
                batch.bind("id", unit.id().value())
                        .bind("request", unit.request().value())
                        .bind("tag", unit.dag().tag().value())
                        .bind("attempt", unit.dag().attempt())
                        .bind("round", unit.round())
                        .bind("ordinal", unit.ordinal())
                        .bind("status", WorkUnitStatus.PLANNED.word())
                        .bind("jobs", unit.jobs())
                        .bind("files", unit.files())
                        .bind("events", unit.expectedEvents())
                        .bind("site", text(unit.site()))
                        .bind("since", Columns.time(unit.statusSince()))
                        .add();
            }
            NotAsStored.unless(IntStream.of(batch.execute()).sum() == units.size());
        }
    }

    void moveUnit(Change.MoveWorkUnit c) {
        NotAsStored.unlessOne(h.createUpdate("""
                        UPDATE work_units SET status = :to, site = coalesce(CAST(:site AS text), site), status_since = :at
                        WHERE id = :id AND request = :request AND status = :from""")
                .bind("id", c.id().value())
                .bind("request", set.request().value())
                .bind("from", c.from().word())
                .bind("to", c.to().word())
                .bind("site", text(c.site()))
                .bind("at", Columns.time(set.set().at()))
                .execute());
        if (c.to() == WorkUnitStatus.REPLACED) {
            ledger.free(c.id());
        }
        set.transition(SubjectKind.WORK_UNIT, c.id().value(), c.from().word(), c.to().word(), c.reason());
    }

    private static @Nullable String text(@Nullable SiteName site) {
        return site == null ? null : site.value();
    }
}
