package org.wms2.persistence.jdbi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;
import org.wms2.ports.store.WorkStore;
import org.wms2.ports.store.WorkUnitCounts;
import org.wms2.ports.workflow.Workflow;

/** Tables workflows, dags, work_units, intents and transitions; {@link ChangeWriter} writes them. */
record JdbiWorkStore(Sql sql) implements WorkStore {
    @Override
    public Optional<Workflow> workflow(RequestName name) {
        return sql.read(h -> h.createQuery("SELECT body FROM workflows WHERE request = :request")
                .bind("request", name.value())
                .map((row, context) -> Json.read(Columns.text(row, "body"), Workflow.class))
                .findOne());
    }

    @Override
    public Optional<Dag> latestDag(RequestName name) {
        return sql.read(h -> h.createQuery("""
                        SELECT * FROM dags WHERE request = :request ORDER BY round DESC, attempt DESC LIMIT 1""")
                .bind("request", name.value())
                .map((row, context) -> dag(row))
                .findOne());
    }

    @Override
    public List<Dag> dags(RequestName name) {
        return sql.read(h -> h.createQuery("SELECT * FROM dags WHERE request = :request ORDER BY round, attempt")
                .bind("request", name.value())
                .map((row, context) -> dag(row))
                .list());
    }

    @Override
    public Optional<Pilot> pilot(RequestName name) {
        return sql.read(h -> PilotRows.newest(h, name));
    }

    @Override
    public Optional<Dag> dag(DagKey key) {
        return sql.read(h -> h.createQuery("SELECT * FROM dags WHERE tag = :tag AND attempt = :attempt")
                .bind("tag", key.tag().value())
                .bind("attempt", key.attempt())
                .map((row, context) -> dag(row))
                .findOne());
    }

    @Override
    public Optional<Pilot> pilot(DagKey key) {
        return sql.read(h -> PilotRows.find(h, key));
    }

    @Override
    public List<String> directories(RequestName name) {
        return sql.read(h -> DirectoryRows.there(h, name));
    }

    @Override
    public List<RemovedDirectory> removedDirectories(RequestName name) {
        return sql.read(h -> DirectoryRows.removed(h, name));
    }

    @Override
    public List<RequestName> withOldDirectories(Instant endedBefore, String root, int limit) {
        return sql.read(h -> DirectoryRows.old(h, endedBefore, root, limit));
    }

    /** By request, round and attempt. */
    @Override
    public List<Dag> openDags() {
        return sql.read(h -> h.createQuery("""
                        SELECT * FROM dags WHERE status IN ('planning', 'ready', 'submitted', 'running')
                        ORDER BY request, round, attempt""").map((row, context) -> dag(row)).list());
    }

    private static Dag dag(ResultSet row) throws SQLException {
        int cluster = row.getInt("cluster");
        return new Dag(
                key(row),
                new RequestName(Columns.text(row, "request")),
                row.getInt("round"),
                Columns.word(row, "status", DagStatus.class),
                Columns.text(row, "directory"),
                Columns.word(row, "layout", Layout.class),
                cluster == 0 ? null : new ClusterId(cluster, Columns.text(row, "schedd")),
                row.getInt("work_units"),
                row.getLong("jobs"),
                row.getLong("expected_events"),
                Columns.text(row, "reason"),
                Columns.instant(row, "status_since"));
    }

    private static DagKey key(ResultSet row) throws SQLException {
        return new DagKey(new DagTag(Columns.text(row, "tag")), row.getInt("attempt"));
    }

    @Override
    public List<WorkUnit> workUnits(DagKey key) {
        return sql.read(h -> h.createQuery("""
                        SELECT * FROM work_units WHERE tag = :tag AND attempt = :attempt ORDER BY ordinal""")
                .bind("tag", key.tag().value())
                .bind("attempt", key.attempt())
                .map((row, context) -> unit(row))
                .list());
    }

    private static WorkUnit unit(ResultSet row) throws SQLException {
        return new WorkUnit(
                new WorkUnitId(Columns.text(row, "id")),
                new RequestName(Columns.text(row, "request")),
                key(row),
                row.getInt("round"),
                row.getInt("ordinal"),
                Columns.word(row, "status", WorkUnitStatus.class),
                row.getInt("jobs"),
                row.getLong("files"),
                row.getLong("expected_events"),
                site(row.getString("site")),
                Columns.instant(row, "status_since"));
    }

    private static @Nullable SiteName site(@Nullable String name) {
        return name == null ? null : new SiteName(name);
    }

    @Override
    public WorkUnitCounts counts(RequestName name) {
        List<Sum> sums = sql.read(h -> h.createQuery("""
                        SELECT status, count(*) AS units, sum(jobs) AS jobs, sum(expected_events) AS events
                        FROM work_units WHERE request = :request GROUP BY status""")
                .bind("request", name.value())
                .map((row, context) -> new Sum(
                        Columns.word(row, "status", WorkUnitStatus.class),
                        row.getLong("units"),
                        row.getLong("jobs"),
                        row.getLong("events")))
                .list());
        Map<WorkUnitStatus, Long> byStatus = new EnumMap<>(WorkUnitStatus.class);
        sums.forEach(sum -> byStatus.put(sum.status(), sum.units()));
        return new WorkUnitCounts(
                byStatus,
                sums.stream().mapToLong(Sum::jobs).sum(),
                sums.stream().mapToLong(Sum::events).sum(),
                sums.stream().filter(Sum::merged).mapToLong(Sum::events).sum());
    }

    private record Sum(WorkUnitStatus status, long units, long jobs, long events) {
        boolean merged() {
            return status == WorkUnitStatus.MERGED || status == WorkUnitStatus.REGISTERED;
        }
    }

    /** In the order of their decision. */
    @Override
    public List<Intent> openIntents(SubjectKind kind, String subject) {
        return sql.read(h -> h.createQuery("""
                        SELECT action, at, detail FROM intents
                        WHERE kind = :kind AND subject = :subject AND ended_at IS NULL ORDER BY at, (action COLLATE "C")""")
                .bind("kind", kind.word())
                .bind("subject", subject)
                .map((row, context) -> new Intent(
                        kind,
                        subject,
                        Columns.word(row, "action", IntentAction.class),
                        Columns.instant(row, "at"),
                        Columns.text(row, "detail")))
                .list());
    }

    @Override
    public boolean hasEnded(SubjectKind kind, String subject, IntentAction action) {
        return sql.read(h -> h.createQuery("""
                        SELECT count(*) FROM intents
                        WHERE kind = :kind AND subject = :subject AND action = :action AND ended_at IS NOT NULL""")
                        .bind("kind", kind.word())
                        .bind("subject", subject)
                        .bind("action", action.word())
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }

    @Override
    public List<Transition> transitions(RequestName name) {
        return sql.read(h -> h.createQuery("""
                        SELECT kind, subject, from_status, to_status, at, why, who FROM transitions
                        WHERE request = :request AND kind IN ('request', 'dag') ORDER BY id""")
                .bind("request", name.value())
                .map((row, context) -> new Transition(
                        Columns.word(row, "kind", SubjectKind.class),
                        Columns.text(row, "subject"),
                        Columns.text(row, "from_status"),
                        Columns.text(row, "to_status"),
                        Columns.instant(row, "at"),
                        Columns.text(row, "why"),
                        Columns.text(row, "who")))
                .list());
    }
}
