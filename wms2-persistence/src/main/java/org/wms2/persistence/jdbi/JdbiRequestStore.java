package org.wms2.persistence.jdbi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.NewVersion;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.RequestStore;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.Workflow;

/** Table requests, with the claims. What a change set does to the other tables is {@link ChangeWriter}'s. */
record JdbiRequestStore(Sql sql) implements RequestStore {
    /** Two parts, each by its index: an OR would walk through all requests. */
    static final String DUE = """
            SELECT name FROM (
                SELECT name, urgent, priority, created_at FROM requests
                WHERE (owing OR status NOT IN ('completed', 'failed', 'aborted')) AND next_look <= :now
                UNION
                SELECT name, urgent, priority, created_at FROM requests
                WHERE (owing OR status NOT IN ('completed', 'failed', 'aborted'))
                  AND name IN (SELECT request FROM wishes WHERE ended_at IS NULL AND NOT seen)) AS due
            ORDER BY urgent DESC, priority DESC, created_at, name LIMIT :limit""";

    /** Each sum by its index, whatever has ended. */
    static final String SLOTS = """
            SELECT (SELECT count(*) FROM requests WHERE status IN ('planning', 'pilot_running'))
                 + (SELECT count(*) FROM dags d
                    JOIN requests r ON r.name = d.request
                    LEFT JOIN intents i ON i.kind = 'dag' AND i.subject = d.tag || '/' || d.attempt
                        AND i.action = 'submit_dag' AND i.ended_at IS NULL
                    WHERE d.status IN ('ready', 'submitted', 'running')
                      AND (d.status <> 'ready' OR r.status = 'active' OR i.subject IS NOT NULL))""";

    @Override
    public void create(Request request, Workflow workflow, String who) {
        sql.write(h -> {
            insert(h, request, workflow, who);
            return null;
        });
    }

    private static void insert(Handle h, Request request, Workflow workflow, String who) {
        if (insert(h, request) == 0) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "request " + request.name() + " exists already: follow it, or import under another name");
        }
        insertWorkflow(h, request.name(), workflow);
        Transitions.ofRequest(
                h, request.name(), "", request.status().word(), request.createdAt(), request.reason(), who);
    }

    @Override
    public boolean supersede(NewVersion version) {
        try {
            sql.write(h -> {
                supersede(h, version);
                return null;
            });
            return true;
        } catch (NotAsStored e) {
            return false;
        }
    }

    /** The row before is locked first: of two restarts at once, the second sees that it is superseded. */
    private static void supersede(Handle h, NewVersion version) {
        String before = version.before().value();
        long generation = h.createQuery("""
                        SELECT version, generation, superseded_by IS NULL AS newest FROM requests
                        WHERE name = :name FOR NO KEY UPDATE""")
                .bind("name", before)
                .map((row, context) -> {
                    NotAsStored.unless(row.getBoolean("newest") && row.getLong("version") == version.decidedOn());
                    return row.getLong("generation");
                })
                .findOne()
                .orElse(-1L);
        NotAsStored.unless(generation >= 0);
        Claim nobodys = new Claim(version.before(), "", generation);
        Instant at = version.next().createdAt();
        new ChangeWriter(h, new ChangeSet(nobodys, version.decidedOn(), at, version.who(), version.ofBefore()))
                .writeAll();
        insert(h, version.next(), version.workflow(), version.who());
        h.createUpdate("""
                        UPDATE requests
                        SET superseded_by = :next, version = version + 1, generation = generation + 1,
                            claim_owner = NULL, lease_end = NULL
                        WHERE name = :name""")
                .bind("next", version.next().name().value())
                .bind("name", before)
                .execute();
    }

    private static int insert(Handle h, Request request) {
        RequestSpec spec = request.spec();
        return h.createUpdate("""
                        INSERT INTO requests (name, source_name, processing_version, status, spec, raw_document, options,
                            priority, reason, suggestion, round, planned_units, input_exhausted, created_at, status_since,
                            next_look, version, cause, cause_since, steps_taken, owing, restart_of, superseded_by)
                        VALUES (:name, :source, :processing, :status, CAST(:spec AS jsonb), :raw, CAST(:options AS jsonb),
                            :priority, :reason, :suggestion, :round, :planned, :exhausted, :created, :since, :look, :version,
                            :cause, :causeSince, :steps, :owing, :restartOf, :supersededBy)
                        ON CONFLICT (name) DO NOTHING""")
                .bind("name", request.name().value())
                .bind("source", request.sourceName().value())
                .bind("processing", request.processingVersion())
                .bind("status", request.status().word())
                .bind("spec", spec == null ? null : Json.write(spec))
                .bind("raw", request.rawDocument())
                .bind("options", Json.write(request.options()))
                .bind("priority", request.priority())
                .bind("reason", request.reason())
                .bind("suggestion", request.suggestion())
                .bind("round", request.round())
                .bind("planned", request.plannedUnits())
                .bind("exhausted", request.inputExhausted())
                .bind("created", Columns.time(request.createdAt()))
                .bind("since", Columns.time(request.statusSince()))
                .bind("look", Columns.time(request.nextLook()))
                .bind("version", request.version())
                .bind("cause", request.cause().word())
                .bind("causeSince", Columns.time(request.causeSince()))
                .bind("steps", request.stepsTaken())
                .bind("owing", request.owing())
                .bind("restartOf", text(request.restartOf()))
                .bind("supersededBy", text(request.supersededBy()))
                .execute();
    }

    private static void insertWorkflow(Handle h, RequestName request, Workflow workflow) {
        h.createUpdate("""
                        INSERT INTO workflows (request, type, splitting, body)
                        VALUES (:request, :type, :splitting, CAST(:body AS jsonb))""")
                .bind("request", request.value())
                .bind("type", workflow.type().word())
                .bind("splitting", workflow.splitting().algo().word())
                .bind("body", Json.write(workflow))
                .execute();
        for (OutputModule output : workflow.keptOutputs()) {
            h.createUpdate("""
                            INSERT INTO output_datasets (request, dataset, step, module)
                            VALUES (:request, :dataset, :step, :module) ON CONFLICT DO NOTHING""")
                    .bind("request", request.value())
                    .bind("dataset", output.dataset().value())
                    .bind("step", output.step())
                    .bind("module", output.module())
                    .execute();
        }
    }

    @Override
    public Optional<Request> find(RequestName name) {
        return sql.read(h -> h.createQuery("SELECT * FROM requests WHERE name = :name")
                .bind("name", name.value())
                .map((row, context) -> request(row))
                .findOne());
    }

    private static Request request(ResultSet row) throws SQLException {
        return new Request(
                new RequestName(Columns.text(row, "name")),
                new RequestName(Columns.text(row, "source_name")),
                row.getInt("processing_version"),
                Columns.word(row, "status", RequestStatus.class),
                spec(row.getString("spec")),
                Columns.text(row, "raw_document"),
                Json.read(Columns.text(row, "options"), RequestOptions.class),
                row.getInt("priority"),
                Columns.text(row, "reason"),
                Columns.text(row, "suggestion"),
                row.getInt("round"),
                row.getLong("planned_units"),
                row.getBoolean("input_exhausted"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "status_since"),
                Columns.instant(row, "next_look"),
                row.getLong("version"),
                Columns.word(row, "cause", Cause.class),
                Columns.instant(row, "cause_since"),
                row.getInt("steps_taken"),
                row.getBoolean("owing"),
                name(row.getString("restart_of")),
                name(row.getString("superseded_by")));
    }

    private static @Nullable String text(@Nullable RequestName name) {
        return name == null ? null : name.value();
    }

    private static @Nullable RequestName name(@Nullable String text) {
        return text == null ? null : new RequestName(text);
    }

    private static @Nullable RequestSpec spec(@Nullable String json) {
        return json == null ? null : Json.read(json, RequestSpec.class);
    }

    /** An unknown "after" gives an empty page. */
    @Override
    public List<Request> list(RequestFilter filter) {
        RequestStatus status = filter.status();
        RequestName after = filter.after();
        String where = (status == null ? "" : " AND status = :status")
                + (after == null
                        ? ""
                        : " AND (created_at, name) < (SELECT created_at, name FROM requests WHERE name = :after)");
        return sql.read(h -> h.createQuery("SELECT * FROM requests WHERE TRUE" + where
                        + " ORDER BY created_at DESC, name DESC LIMIT :limit")
                .bind("status", status == null ? "" : status.word())
                .bind("after", after == null ? "" : after.value())
                .bind("limit", filter.limit())
                .configure(org.jdbi.v3.core.statement.SqlStatements.class, s -> s.setUnusedBindingAllowed(true))
                .map((row, context) -> request(row))
                .list());
    }

    @Override
    public List<RequestName> due(Instant now, int limit) {
        return sql.read(h -> h.createQuery(DUE)
                .bind("now", Columns.time(now))
                .bind("limit", atLeastOne(limit))
                .map((row, context) -> new RequestName(Columns.text(row, "name")))
                .list());
    }

    @Override
    public List<RequestName> queued(Instant before, @Nullable Instant drivenSince, int limit) {
        return sql.read(h -> h.createQuery("""
                        SELECT name FROM requests WHERE status = 'queued' AND next_look <= :before
                          AND (:since::timestamptz IS NULL OR lease_end > :since)
                        ORDER BY urgent DESC, priority DESC, created_at, name LIMIT :limit""")
                .bind("before", Columns.time(before))
                .bind("since", drivenSince == null ? null : Columns.time(drivenSince))
                .bind("limit", atLeastOne(limit))
                .map((row, context) -> new RequestName(Columns.text(row, "name")))
                .list());
    }

    private static int atLeastOne(int limit) {
        if (limit < 1) {
            throw new InputRefusedException("limit", String.valueOf(limit), "1 or more");
        }
        return limit;
    }

    @Override
    public int slotsTaken() {
        return sql.read(h -> h.createQuery(SLOTS).mapTo(Integer.class).one());
    }

    /** One statement: of two that come at once, the second waits for the row and then sees the first one's claim. */
    @Override
    public Optional<Claim> claim(RequestName name, String owner, Duration lease) {
        return sql.read(h -> h.createQuery("""
                        UPDATE requests
                        SET generation = CASE WHEN claim_owner = :owner THEN generation ELSE generation + 1 END,
                            claim_owner = :owner,
                            lease_end = clock_timestamp() + make_interval(secs => CAST(:seconds AS double precision))
                        WHERE name = :name
                          AND (claim_owner IS NULL OR claim_owner = :owner OR lease_end <= clock_timestamp())
                        RETURNING generation""")
                .bind("name", name.value())
                .bind("owner", owner)
                .bind("seconds", lease.toMillis() / 1000.0)
                .map((row, context) -> new Claim(name, owner, row.getLong("generation")))
                .findOne());
    }

    @Override
    public Optional<ClaimView> claimOf(RequestName name) {
        return sql.read(h -> h.createQuery("""
                        SELECT claim_owner, lease_end, lease_end > clock_timestamp() AS live
                        FROM requests WHERE name = :name AND claim_owner IS NOT NULL""")
                .bind("name", name.value())
                .map((row, context) -> new ClaimView(
                        Columns.text(row, "claim_owner"), Columns.instant(row, "lease_end"), row.getBoolean("live")))
                .findOne());
    }

    @Override
    public void release(Claim claim) {
        sql.execute(h -> h.createUpdate("""
                        UPDATE requests SET claim_owner = NULL, lease_end = NULL
                        WHERE name = :name AND claim_owner = :owner AND generation = :generation""")
                .bind("name", claim.request().value())
                .bind("owner", claim.owner())
                .bind("generation", claim.generation())
                .execute());
    }

    @Override
    public boolean apply(ChangeSet changes) {
        try {
            sql.write(h -> {
                raiseVersion(h, changes);
                new ChangeWriter(h, changes).writeAll();
                return null;
            });
            return true;
        } catch (NotAsStored e) {
            return false;
        }
    }

    /**
     * Locks the row, checks version and claim, and counts, in one statement. The lease is looked at in what it returns: that
     * is computed with the lock held, while a condition may have been computed before a wait for it. The lock does not wait
     * for a snapshot that is being saved, as it leaves the key alone.
     */
    private static void raiseVersion(Handle h, ChangeSet changes) {
        boolean live = h.createQuery("""
                        UPDATE requests SET version = version + 1
                        WHERE name = :name AND version = :version AND generation = :generation AND claim_owner = :owner
                        RETURNING lease_end > clock_timestamp() AS live""")
                .bind("name", changes.claim().request().value())
                .bind("version", changes.version())
                .bind("generation", changes.claim().generation())
                .bind("owner", changes.claim().owner())
                .map((row, context) -> row.getBoolean("live"))
                .findOne()
                .orElse(false);
        NotAsStored.unless(live);
    }
}
