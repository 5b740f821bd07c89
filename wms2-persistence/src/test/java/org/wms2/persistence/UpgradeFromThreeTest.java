package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.Stores;

/** A home of version 3, with requests that run, wait and have ended, opened by this version. */
class UpgradeFromThreeTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    private static final Instant SINCE = Instant.parse("2026-03-02T09:30:00Z");

    private static Stores stores;

    @BeforeAll
    static void upgrade() {
        VersionOneHome home = new VersionOneHome(POSTGRES);
        home.migrate("3");
        for (String status : List.of("active", "queued", "held", "completed")) {
            home.request("r_" + status, status);
        }
        home.request("urgent", "queued");
        home.dag("r_active", "partial");
        POSTGRES.execute("UPDATE requests SET status_since = '" + SINCE + "', next_look = '" + SINCE + "'");
        POSTGRES.execute("UPDATE requests SET options = options || '{\"urgent\": true, \"productionSteps\": []}'"
                + " WHERE name = 'urgent'");
        stores = POSTGRES.stores();
    }

    private static Request row(String name) {
        return stores.requests().find(new RequestName(name)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r_active", "r_queued", "r_held", "r_completed", "urgent"})
    void every_request_waits_for_nothing_since_its_last_move_and_owes_nothing(String name) {
        Request request = row(name);
        assertThat(request.cause()).isEqualTo(Cause.NONE);
        assertThat(request.causeSince()).isEqualTo(SINCE).isEqualTo(request.statusSince());
        assertThat(request.stepsTaken()).isZero();
        assertThat(request.owing()).isFalse();
        assertThat(request.restartOf()).isNull();
        assertThat(request.supersededBy()).isNull();
        assertThat(request.reason()).isEqualTo("as it was");
        assertThat(request.version()).isEqualTo(7);
    }

    @Test
    void options_are_read_with_the_defaults_of_what_is_new() {
        RequestOptions before =
                SampleRows.request("any", row("r_active").status()).options();
        assertThat(row("r_active").options()).isEqualTo(before);
        assertThat(before.pilot()).isFalse();
        assertThat(before.errorHoldRatio()).isNull();
        assertThat(before.maxRescues()).isNull();
        assertThat(row("urgent").options().urgent()).isTrue();
    }

    @Test
    void what_is_not_final_is_due_and_the_urgent_one_first() {
        assertThat(stores.requests().due(SINCE, 10))
                .extracting(RequestName::value)
                .containsExactly("urgent", "r_active", "r_held", "r_queued");
        assertThat(stores.requests().queued(SINCE, null, 10))
                .extracting(RequestName::value)
                .containsExactly("urgent", "r_queued");
    }

    @Test
    void a_dag_of_version_3_is_rescued_and_its_failures_are_kept() {
        RequestName name = new RequestName("r_active");
        Claim claim = stores.requests().claim(name, "us", Duration.ofMinutes(1)).orElseThrow();
        DagKey next = new DagKey(new DagTag("r_active-v1-r0"), 1);
        WorkUnitId unit = new WorkUnitId("aaaaaaaaab");
        Failure failure = new Failure(unit, 0, null, FailureCategory.UNKNOWN, 0, 4, "proc_000000", "no report");
        assertThat(stores.requests()
                        .apply(new ChangeSet(
                                claim,
                                row("r_active").version(),
                                SINCE,
                                "test",
                                List.of(
                                        new Change.PutFailures(List.of(failure)),
                                        new Change.PutRescue(new Dag(
                                                next,
                                                name,
                                                0,
                                                DagStatus.READY,
                                                "/spool",
                                                Layout.SUBDAG,
                                                null,
                                                1,
                                                4,
                                                1_000,
                                                "",
                                                SINCE))))))
                .isTrue();
        assertThat(stores.work().workUnits(next))
                .singleElement()
                .satisfies(u -> assertThat(u.id()).isEqualTo(unit));
        assertThat(stores.failures().of(name)).containsExactly(failure);
    }
}
