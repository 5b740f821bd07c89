package org.wms2.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.persistence.TestPostgres;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SampleRows;

/** Slots that are taken are counted by indexes, however many DAGs and requests have ended. */
class SlotsPlanTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    @Test
    void slots_are_counted_without_walking_through_what_has_ended() {
        POSTGRES.emptyStores()
                .requests()
                .create(SampleRows.request("first", RequestStatus.COMPLETED), SampleRows.workflow("first"), "test");
        POSTGRES.execute("INSERT INTO requests (name, source_name, processing_version, status, spec, raw_document,"
                + " options, priority, reason, suggestion, round, planned_units, input_exhausted, created_at,"
                + " status_since, next_look, version, cause, cause_since, steps_taken, owing)"
                + " SELECT 'r' || i, source_name, 1, CASE WHEN i % 100 > 1 THEN 'completed' WHEN i % 100 = 1 THEN 'planning'"
                + " ELSE 'active' END, NULL, '', options, i, '', '', 0, 0, false, created_at, created_at, created_at, 1,"
                + " 'none', created_at, 0, FALSE FROM requests, generate_series(1, 20000) AS i");
        POSTGRES.execute("INSERT INTO dags (tag, attempt, request, round, status, directory, work_units, jobs,"
                + " expected_events, reason, status_since)"
                + " SELECT 'r' || i || '-v1-r0', 0, 'r' || i, 0, CASE WHEN i % 100 > 0 THEN 'completed'"
                + " WHEN i % 200 > 0 THEN 'ready' ELSE 'running' END, '', 1, 1, 1, '', now()"
                + " FROM generate_series(1, 20000) AS i");
        POSTGRES.execute("INSERT INTO intents (kind, subject, action, request, at, ended_at, detail)"
                + " SELECT 'dag', tag || '/0', 'submit_dag', request, now(), now(), '' FROM dags");
        POSTGRES.execute("ANALYZE requests, dags, intents");
        assertThat(POSTGRES.rows(JdbiRequestStore.SLOTS)).containsExactly("400");
        assertThat(String.join("\n", POSTGRES.rows("EXPLAIN " + JdbiRequestStore.SLOTS)))
                .contains("requests_page_of_status", "dags_open", "on intents i")
                .doesNotContain("Seq Scan");
    }
}
