package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.Stores;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishKind;
import org.wms2.ports.wish.WishOutcome;

/** Wishes that come while another transaction has the request's row, and what is kept of one that has ended. */
class WishRaceTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    private static final RequestName NAME = new RequestName("r");
    private static final NewWish STOP = NewWish.of(WishKind.STOP, "ann@host", "");

    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private Stores stores;

    @BeforeEach
    void createRequest() {
        stores = POSTGRES.emptyStores();
        stores.requests().create(SampleRows.request("r", RequestStatus.ACTIVE), SampleRows.workflow("r"), "test");
    }

    @AfterEach
    void endThreads() {
        threads.close();
    }

    private static void untilSomebodyWaits() throws InterruptedException {
        for (int i = 0;
                POSTGRES.rows("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty();
                i++) {
            assertThat(i).as("looks in which nobody waited").isLessThan(500);
            Thread.sleep(20);
        }
    }

    @Test
    void a_wish_waits_for_a_decision_and_is_refused_if_that_ends_the_request()
            throws SQLException, InterruptedException {
        try (Connection deciding = TestPostgres.connect(POSTGRES.settings());
                Statement statement = deciding.createStatement()) {
            deciding.setAutoCommit(false);
            statement.execute("UPDATE requests SET status = 'completed' WHERE name = 'r'");
            Future<Wish> wish = threads.submit(() -> stores.wishes().add(NAME, STOP));
            untilSomebodyWaits();
            deciding.commit();
            assertThatThrownBy(wish::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        }
        assertThat(stores.wishes().open(NAME)).isEmpty();
    }

    @Test
    void a_wish_that_waits_has_no_id_that_could_count_as_seen() throws Exception {
        Wish first = stores.wishes().add(NAME, STOP);
        try (Connection deciding = TestPostgres.connect(POSTGRES.settings());
                Statement statement = deciding.createStatement()) {
            deciding.setAutoCommit(false);
            statement.execute("SELECT 1 FROM requests WHERE name = 'r' FOR NO KEY UPDATE");
            Future<Wish> second = threads.submit(() -> stores.wishes().add(NAME, STOP));
            untilSomebodyWaits();
            assertThat(POSTGRES.rows("SELECT last_value FROM pg_sequences WHERE sequencename = 'wishes_id_seq'"))
                    .containsExactly(String.valueOf(first.id()));
            deciding.commit();
            assertThat(second.get().id()).isGreaterThan(first.id());
        }
    }

    @Test
    void a_snapshot_that_is_being_saved_holds_no_wish_up() throws SQLException {
        try (Connection saving = TestPostgres.connect(POSTGRES.settings());
                Statement statement = saving.createStatement()) {
            saving.setAutoCommit(false);
            statement.execute("SELECT 1 FROM requests WHERE name = 'r' FOR KEY SHARE");
            assertThat(stores.wishes().open(NAME)).isEmpty();
            Wish wish = stores.wishes().add(NAME, STOP);
            assertThat(stores.wishes().open(NAME)).containsExactly(wish);
            saving.rollback();
        }
    }

    @Test
    void an_ended_wish_is_kept_with_its_outcome_reason_and_who_ended_it() {
        Wish wish = stores.wishes().add(NAME, STOP);
        Claim claim = stores.requests().claim(NAME, "us", Duration.ofMinutes(1)).orElseThrow();
        List<Change> changes = List.of(
                new Change.SeeWishes(wish.id()),
                new Change.EndWish(wish.id(), WishOutcome.WITHDRAWN, "an abort came after it"));
        assertThat(stores.requests().apply(new ChangeSet(claim, 1, SampleRows.T0, "wms2 test", changes)))
                .isTrue();
        assertThat(POSTGRES.rows("SELECT concat_ws('|', wish, outcome, ended_why, ended_by, who, seen, ended_at = '"
                        + SampleRows.T0 + "') FROM wishes"))
                .containsExactly("stop|withdrawn|an abort came after it|wms2 test|ann@host|t|t");
    }
}
