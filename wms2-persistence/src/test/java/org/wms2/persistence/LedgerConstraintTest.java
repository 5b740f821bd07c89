package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.Stores;

/** The database itself refuses to give a position twice, whoever comes and by whatever way. */
class LedgerConstraintTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    private static final RequestName NAME = new RequestName("r");

    private Stores stores;
    private Claim claim;

    @BeforeEach
    void createWorkUnits() {
        stores = POSTGRES.emptyStores();
        stores.requests().create(SampleRows.request("r", RequestStatus.PLANNING), SampleRows.workflow("r"), "test");
        claim = stores.requests().claim(NAME, "us", Duration.ofMinutes(5)).orElseThrow();
        stores.snapshots()
                .extend(
                        claim,
                        SampleRows.input(),
                        SampleRows.T0,
                        List.<SnapshotPart>of(new SnapshotPart.Append(SampleRows.inputBlock(0, 500)))
                                .iterator());
        assertThat(apply(
                        1,
                        new Change.PutDag(SampleRows.dag("r", 0, 0)),
                        new Change.PutWorkUnits(IntStream.range(0, 200)
                                .mapToObj(n -> SampleRows.unit("r", 0, n, n))
                                .toList())))
                .isTrue();
    }

    private boolean apply(long version, Change... changes) {
        return stores.requests().apply(new ChangeSet(claim, version, SampleRows.T0, "test", List.of(changes)));
    }

    private static Change claim(int unit, long first, long end) {
        return new Change.ClaimInput(SampleRows.unitId(unit), List.of(new Span(first, end)));
    }

    private static String insert(int unit, long first, long end) {
        return "INSERT INTO ledger (request, span, work_unit, why, at) VALUES ('r', int8range(" + first + ", " + end
                + "), '" + SampleRows.unitId(unit) + "', '', now())";
    }

    private static <T> List<T> both(Callable<T> a, Callable<T> b) throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> work : List.of(a, b)) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            return List.of(futures.get(0).get(), futures.get(1).get());
        }
    }

    /** Whether the change set was applied; false too if the ledger refused it. */
    private boolean wins(long version, Change change) {
        try {
            return apply(version, change);
        } catch (Wms2Exception e) {
            assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
            return false;
        }
    }

    @Test
    void of_two_that_claim_overlapping_spans_at_once_one_wins() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 25; round++) {
            long first = round * 20L;
            long version = 2L + round;
            int unit = 2 * round;
            List<Boolean> won = both(
                    () -> wins(version, claim(unit, first, first + 12)),
                    () -> wins(version, claim(unit + 1, first + 8, first + 20)));
            assertThat(won).containsExactlyInAnyOrder(true, false);
            Span expected = won.getFirst() ? new Span(first, first + 12) : new Span(first + 8, first + 20);
            assertThat(stores.ledger().entries(NAME, Span.ALL))
                    .hasSize(round + 1)
                    .extracting(LedgerEntry::span)
                    .contains(expected);
        }
    }

    @Test
    void of_two_that_write_past_every_claim_and_version_one_wins() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 25; round++) {
            long first = round * 20L;
            int unit = 2 * round;
            List<String> states = both(
                    () -> state(insert(unit, first, first + 12)), () -> state(insert(unit + 1, first + 8, first + 20)));
            // Each may have put its row before it looks for the other's: then they wait for each other, and one is
            // ended.
            assertThat(states).containsOnlyOnce("").hasSize(2).containsAnyOf("23P01", "40P01");
        }
        assertThat(POSTGRES.rows("SELECT a.span FROM ledger a JOIN ledger b ON a.id < b.id AND a.span && b.span"))
                .isEmpty();
        assertThat(POSTGRES.rows("SELECT span FROM ledger")).hasSize(25);
    }

    private static String state(String sql) {
        try (Connection connection = TestPostgres.connect(POSTGRES.settings());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return "";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    @Test
    void a_claim_that_waits_for_another_that_writes_past_us_is_refused_with_its_owner()
            throws SQLException, InterruptedException, ExecutionException {
        try (Connection other = TestPostgres.connect(POSTGRES.settings());
                Statement statement = other.createStatement();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            statement.execute(insert(7, 10, 20));
            Future<?> applied = threads.submit(() -> assertThatThrownBy(() -> apply(2, claim(8, 15, 30)))
                    .isInstanceOfSatisfying(
                            Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                    .hasMessageContaining("ledger: positions [15, 20) of request r are work unit "
                            + SampleRows.unitId(7) + "'s already; work unit " + SampleRows.unitId(8)
                            + " can't have them"));
            while (POSTGRES.rows("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty()) {
                Thread.sleep(20);
            }
            other.commit();
            applied.get();
        }
        assertThat(stores.ledger().spans(NAME, SampleRows.unitId(8))).isEmpty();
        assertThat(apply(2, claim(8, 20, 30))).isTrue();
    }

    @Test
    void an_invalid_file_and_a_claim_that_come_at_once_wait_for_each_other_without_deadlock()
            throws InterruptedException, ExecutionException {
        for (int round = 0; round < 15; round++) {
            long first = round * 20L;
            long version = stores.requests().find(NAME).orElseThrow().version();
            int unit = round;
            List<Boolean> won = both(() -> wins(version, claim(unit, first, first + 12)), () -> invalidates(first + 8));
            assertThat(won).as("round %d", round).containsExactlyInAnyOrder(true, false);
        }
    }

    private boolean invalidates(long position) {
        try {
            stores.snapshots()
                    .extend(
                            claim,
                            SampleRows.input(),
                            SampleRows.T0,
                            List.<SnapshotPart>of(new SnapshotPart.Invalidate(new Span(position, position + 6), "gone"))
                                    .iterator());
            return true;
        } catch (Wms2Exception e) {
            assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
            return false;
        }
    }

    @Test
    void a_row_is_a_work_units_or_has_a_reason_and_is_never_empty() {
        String columns = "INSERT INTO ledger (request, span, work_unit, reason, why, at) VALUES ('r', ";
        String unit = "'" + SampleRows.unitId(1) + "'";
        for (String bad : List.of(
                "'[1,2)', " + unit + ", 'mask', '', now())",
                "'[1,2)', NULL, NULL, '', now())",
                "'[1,1)', " + unit + ", NULL, '', now())",
                "'[-1,2)', " + unit + ", NULL, '', now())",
                "'[1,)', " + unit + ", NULL, '', now())",
                "'[1,2)', NULL, 'boredom', '', now())")) {
            assertThat(state(columns + bad)).as(bad).isEqualTo("23514");
        }
    }
}
