package org.wms2.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.persistence.TestPostgres;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SampleRows;

/** What is due is found by indexes, however many requests have ended. */
class DuePlanTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    private static String plan() {
        String query =
                JdbiRequestStore.DUE.replace(":now", "TIMESTAMPTZ '2026-01-01'").replace(":limit", "100");
        return String.join("\n", POSTGRES.rows("EXPLAIN " + query));
    }

    @Test
    void due_requests_are_found_without_walking_through_those_that_have_ended() {
        POSTGRES.emptyStores()
                .requests()
                .create(SampleRows.request("first", RequestStatus.COMPLETED), SampleRows.workflow("first"), "test");
        POSTGRES.execute("INSERT INTO requests (name, source_name, processing_version, status, spec, raw_document,"
                + " options, priority, reason, suggestion, round, planned_units, input_exhausted, created_at,"
                + " status_since, next_look, version, cause, cause_since, steps_taken, owing)"
                + " SELECT 'r' || i, source_name, 1, CASE i % 20 WHEN 0 THEN 'active' ELSE 'completed' END, spec, '',"
                + " options, i, '', '', 0, 0, false, created_at, created_at, created_at + i * INTERVAL '1 second', 1,"
                + " 'none', created_at, 0, i % 1000 = 1"
                + " FROM requests, generate_series(1, 20000) AS i");
        POSTGRES.execute("INSERT INTO wishes (request, kind, subject, wish, parameters, at, who, why, seen)"
                + " SELECT 'r' || i, 'request', 'r' || i, 'hold', '{}', now(), '', '', i > 100"
                + " FROM generate_series(20, 20000, 20) AS i");
        POSTGRES.execute("ANALYZE requests, wishes");
        assertThat(plan())
                .contains("requests_due", "wishes_unseen", "requests_pkey")
                .doesNotContain("Seq Scan");
    }
}
