package org.wms2.persistence.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.wms2.persistence.DatabaseSettings;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.RequestStore;
import org.wms2.ports.store.SampleRows;

/**
 * The requests that are moved: a hundred of each client's own, claimed, which move from queued to planning and back. Their
 * names are numbers, as pgbench computes nothing else.
 */
record LiveRequests(DatabaseSettings settings, RequestStore requests, int clients) {
    /** Requests of one client. */
    static final int EACH = 100;

    /** The name of a client's request is this, and a thousand times its client, and its number. */
    static final int FIRST = 1_000_000;

    static final String OWNER = "bench";
    static final long GENERATION = 77;
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    static final String WHO = "bench on host";
    static final String WHY = "moved by the benchmark";
    static final String SUGGESTION = "none";

    /** All digits, as names are ordered by code point. */
    private static final String NAMED = " WHERE name >= '0' AND name < ':'";

    static RequestName name(int client, int number) {
        return new RequestName(String.valueOf(FIRST + client * 1_000 + number));
    }

    /** A request's move number n, from 1: the odd ones go from queued to planning. */
    static ChangeSet move(RequestName name, long n) {
        boolean there = n % 2 == 1;
        RequestStatus from = there ? RequestStatus.QUEUED : RequestStatus.PLANNING;
        RequestStatus to = there ? RequestStatus.PLANNING : RequestStatus.QUEUED;
        return new ChangeSet(
                new Claim(name, OWNER, GENERATION),
                n,
                AT,
                WHO,
                List.of(new Change.MoveRequest(from, to, WHY, SUGGESTION)));
    }

    void create() throws SQLException {
        for (int client = 0; client < clients; client++) {
            for (int number = 0; number < EACH; number++) {
                String name = name(client, number).value();
                requests.create(SampleRows.request(name, RequestStatus.QUEUED), SampleRows.workflow(name), WHO);
                requests.claim(new RequestName(name), OWNER, Duration.ofDays(1));
            }
        }
        run("UPDATE requests SET generation = " + GENERATION);
    }

    /** All as they were at first. */
    void reset() throws SQLException {
        run("UPDATE requests SET version = 1, status = 'queued'" + NAMED);
    }

    /** All as they were at first, and no checkpoint under way. */
    void prepare() throws SQLException {
        reset();
        run("CHECKPOINT");
    }

    /** How many moves there have been since the last {@link #reset}. */
    long moved() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sum(version - 1) FROM requests" + NAMED)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Adds completed requests, without documents, until there are so many. */
    void fill(long finished) throws SQLException {
        run(
                "INSERT INTO requests (name, source_name, processing_version, status, raw_document, options, priority, reason,"
                        + " suggestion, round, planned_units, input_exhausted, created_at, status_since, next_look, version, cause,"
                        + " cause_since, steps_taken, owing)"
                        + " SELECT 'finished_' || lpad(i::text, 9, '0'), 'finished_' || lpad(i::text, 9, '0'), 1, 'completed', '',"
                        + " '{\"urgent\": false}', 100000, 'every output is announced', '', 3, 1000, TRUE, at, at,"
                        + " '9999-12-31T23:59:59Z', 57, 'none', at, 0, FALSE"
                        + " FROM (SELECT i, TIMESTAMPTZ '2020-01-01' + i * INTERVAL '30 seconds' AS at FROM generate_series("
                        + "(SELECT count(*) + 1 FROM requests WHERE status = 'completed'), " + finished
                        + ") AS i) AS made");
        run("VACUUM ANALYZE requests");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection of its own, outside the pool and its limits. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    }
}
