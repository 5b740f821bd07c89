package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.RequestStore;
import org.wms2.ports.store.SampleRows;

/** Owners that come at once, and owners that come too late. */
class ConcurrencyTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Instant AT = SampleRows.T0;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private RequestStore requests;

    @BeforeEach
    void emptyDatabase() {
        requests = POSTGRES.emptyStores().requests();
    }

    @AfterEach
    void endThreads() {
        threads.close();
    }

    private RequestName created(String name) {
        Request request = SampleRows.request(name, RequestStatus.ACTIVE);
        requests.create(request, SampleRows.workflow(name), "test");
        return request.name();
    }

    private static ChangeSet changes(Claim claim, long version, String reason) {
        return new ChangeSet(claim, version, AT, "test", List.of(new Change.Wait(reason, AT)));
    }

    private <T> List<T> both(Callable<T> a, Callable<T> b) throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<T>> futures = threads.invokeAll(Stream.of(a, b)
                .map(work -> (Callable<T>) () -> {
                    start.await();
                    return work.call();
                })
                .toList());
        return List.of(futures.get(0).get(), futures.get(1).get());
    }

    @Test
    void of_two_that_claim_at_once_one_wins() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 25; round++) {
            RequestName name = created("r" + round);
            List<Optional<Claim>> claims =
                    both(() -> requests.claim(name, "a", LEASE), () -> requests.claim(name, "b", LEASE));
            assertThat(claims.stream().flatMap(Optional::stream)).hasSize(1);
            assertThat(claims.stream()
                            .flatMap(Optional::stream)
                            .findFirst()
                            .orElseThrow()
                            .generation())
                    .isEqualTo(1);
        }
    }

    @Test
    void of_two_sets_decided_on_the_same_row_one_is_applied() throws InterruptedException, ExecutionException {
        RequestName name = created("contested");
        Claim claim = requests.claim(name, "a", LEASE).orElseThrow();
        for (long version = 1; version <= 25; version++) {
            ChangeSet first = changes(claim, version, "first");
            ChangeSet second = changes(claim, version, "second");
            List<Boolean> applied = both(() -> requests.apply(first), () -> requests.apply(second));
            assertThat(applied).containsExactlyInAnyOrder(true, false);
            Request row = requests.find(name).orElseThrow();
            assertThat(row.version()).isEqualTo(version + 1);
            assertThat(row.reason()).isEqualTo(applied.getFirst() ? "first" : "second");
        }
    }

    @Test
    void an_owner_that_pauses_past_its_lease_can_write_nothing() throws InterruptedException {
        RequestName name = created("paused");
        Claim paused = requests.claim(name, "paused", Duration.ofMillis(150)).orElseThrow();
        assertThat(requests.claim(name, "other", LEASE)).isEmpty();
        Thread.sleep(200);
        assertThat(requests.apply(changes(paused, 1, "too late"))).isFalse();
        Claim other = requests.claim(name, "other", LEASE).orElseThrow();
        assertThat(requests.apply(changes(paused, 1, "too late"))).isFalse();
        assertThat(requests.claim(name, "paused", LEASE)).isEmpty();
        requests.release(paused);
        assertThat(requests.apply(changes(other, 1, "in time"))).isTrue();
        assertThat(requests.find(name).orElseThrow().reason()).isEqualTo("in time");
    }

    @Test
    void a_lease_that_ends_while_a_write_waits_for_the_row_is_over()
            throws SQLException, InterruptedException, ExecutionException {
        RequestName name = created("waits");
        Claim claim = requests.claim(name, "slow", Duration.ofMillis(700)).orElseThrow();
        try (Connection holder = TestPostgres.connect(POSTGRES.settings());
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT 1 FROM requests WHERE name = 'waits' FOR UPDATE");
            Future<Boolean> applied = threads.submit(() -> requests.apply(changes(claim, 1, "too late")));
            while (POSTGRES.rows("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(requests.claimOf(name).orElseThrow().live()).isTrue();
            Thread.sleep(750);
            holder.commit();
            assertThat(applied.get()).isFalse();
        }
        assertThat(requests.find(name).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void a_process_that_dies_in_the_middle_of_a_set_leaves_nothing_of_it() throws SQLException {
        RequestName name = created("dies");
        try (Connection dying = TestPostgres.connect(POSTGRES.settings());
                Statement statement = dying.createStatement()) {
            dying.setAutoCommit(false);
            statement.execute("UPDATE requests SET status = 'failed', version = 2 WHERE name = 'dies'");
            POSTGRES.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND state = 'idle in transaction'");
        }
        Claim claim = requests.claim(name, "next", LEASE).orElseThrow();
        assertThat(requests.apply(changes(claim, 1, "goes on"))).isTrue();
    }
}
