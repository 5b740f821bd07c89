package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Stores;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishKind;

/** A home of version 2, with a round under way and input that is left out, opened by this version. */
class UpgradeFromTwoTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    private static final String LATER =
            "'{cause,cause_since,steps_taken,owing,urgent,restart_of,superseded_by,invalidated_at,schedd,layout}'::text[]";

    private static final String OPTIONS =
            " #- '{options,pilot}' #- '{options,errorHoldRatio}' #- '{options,maxRescues}'"
                    + " #- '{body,profile,measuredSecondsPerEvent}'";

    private static final RequestName RUNS = new RequestName("runs");

    private static Map<String, List<String>> before;
    private static Stores stores;

    @BeforeAll
    static void upgrade() {
        VersionOneHome home = new VersionOneHome(POSTGRES);
        home.request("runs", "queued");
        home.migrate("2");
        home.dag("runs", "running");
        POSTGRES.execute("UPDATE requests SET status = 'active'");
        POSTGRES.execute(
                "INSERT INTO ledger (request, span, work_unit, reason, why, at) VALUES"
                        + " ('runs', '[0,4)', 'aaaaaaaaab', NULL, '', now()), ('runs', '[4,6)', NULL, 'invalid', 'gone', now())");
        before = allRows();
        stores = POSTGRES.stores();
    }

    /** Without the columns and options that came later. */
    private static Map<String, List<String>> allRows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : List.of("requests", "workflows", "dags", "work_units", "ledger", "transitions")) {
            rows.put(
                    table,
                    POSTGRES.rows("SELECT to_jsonb(t) - " + LATER + OPTIONS + " FROM " + table + " t ORDER BY 1"));
        }
        return rows;
    }

    @Test
    void nothing_of_version_2_is_changed() {
        assertThat(before.get("ledger")).hasSize(2);
        assertThat(allRows()).isEqualTo(before);
        assertThat(stores.requests().find(RUNS).orElseThrow().status()).isEqualTo(RequestStatus.ACTIVE);
    }

    @Test
    void what_runs_can_be_wished_something() {
        Wish added = stores.wishes().add(RUNS, NewWish.of(WishKind.STOP, "ann@host", "maintenance"));
        assertThat(stores.wishes().open(RUNS)).containsExactly(added);
    }
}
