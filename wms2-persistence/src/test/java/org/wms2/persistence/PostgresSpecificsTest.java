package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wms2.ports.store.StoreFixtures.T0;
import static org.wms2.ports.store.StoreFixtures.dag;
import static org.wms2.ports.store.StoreFixtures.dagKey;
import static org.wms2.ports.store.StoreFixtures.inputBlock;
import static org.wms2.ports.store.StoreFixtures.name;
import static org.wms2.ports.store.StoreFixtures.request;
import static org.wms2.ports.store.StoreFixtures.units;
import static org.wms2.ports.store.StoreFixtures.workflow;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.StoreFixtures;
import org.wms2.ports.store.Stores;

/** What only the database shows: locks, rows that no port reads, strictness, streaming. */
class PostgresSpecificsTest {
    private Stores stores = StoreDatabase.emptied();

    @BeforeEach
    void begin() {
        stores = StoreDatabase.emptied();
        stores.requests().create(request("r", RequestStatus.ACTIVE), workflow("r"), "t");
    }

    private Claim claim() {
        return stores.requests().claim(name("r"), "us", Duration.ofMinutes(1)).orElseThrow();
    }

    private boolean apply(Claim claim, long version, Change... changes) {
        return stores.requests().apply(new ChangeSet(claim, version, T0, "t", List.of(changes)));
    }

    @Test
    void aLeaseThatEndsWhileTheSetWaitsForTheRowLetsNothingThrough() throws Exception {
        Claim claim = claim();
        try (Connection other = TestPostgres.connect(StoreDatabase.settings());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // Someone holds the row; the set arrives while the lease lives, and it ends before the row is free.
            statement.execute("UPDATE requests SET lease_end = clock_timestamp() + interval '300 ms' WHERE name = 'r'");
            other.commit();
            statement.execute("SELECT 1 FROM requests WHERE name = 'r' FOR UPDATE");
            CompletableFuture<Boolean> waiting =
                    CompletableFuture.supplyAsync(() -> apply(claim, 1, new Change.Wait("late", T0)));
            statement.execute("SELECT pg_sleep(0.5)");
            assertThat(waiting).isNotDone();
            other.commit();
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
        }
        assertThat(stores.requests().find(name("r")).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void aSnapshotThatIsBeingSavedHoldsNoDecisionUp() throws Exception {
        Claim claim = claim();
        Iterator<InputBlock> slow = new Iterator<>() {
            private boolean asked;

            @Override
            public boolean hasNext() {
                return !asked;
            }

            @Override
            public InputBlock next() {
                asked = true;
                assertThat(CompletableFuture.supplyAsync(() -> apply(claim, 1, new Change.Wait("go", T0)))
                                .orTimeout(10, TimeUnit.SECONDS)
                                .join())
                        .isTrue();
                return inputBlock(0, 1);
            }
        };
        assertThat(stores.snapshots().save(name("r"), StoreFixtures.INPUT, slow).blocks())
                .isEqualTo(1);
    }

    @Test
    void everyMoveOfADagLeavesAHistoryRowWithItsWorkUnits() {
        Claim claim = claim();
        assertThat(apply(
                        claim,
                        1,
                        new Change.PutDag(dag("r", 0, 0)),
                        new Change.PutWorkUnits(units("r", 2)),
                        new Change.MoveDag(dagKey("r", 0, 0), DagStatus.PLANNING, DagStatus.READY, "")))
                .isTrue();
        assertThat(StoreDatabase.count("SELECT count(*) FROM dag_history WHERE status = 'ready'"
                        + " AND work_units = '{\"planned\": 2}'"))
                .isEqualTo(1);
    }

    @Test
    void outputDatasetsAreRowsFromTheBeginning() {
        assertThat(StoreDatabase.count("SELECT count(*) FROM output_datasets WHERE request = 'r'"))
                .isEqualTo(2);
        assertThat(stores.outputs().datasets(name("r"))).isEmpty();
    }

    @Test
    void storedJsonWithAnUnknownOrAMissingFieldIsRefused() {
        for (String change : List.of("body || '{\"colour\": 1}'", "body - 'colour' - 'sites'")) {
            TestPostgres.execute(StoreDatabase.settings(), "UPDATE workflows SET body = " + change);
            assertThatThrownBy(() -> stores.work().workflow(name("r")))
                    .isInstanceOfSatisfying(
                            Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
                    .hasMessageContaining("Workflow");
        }
    }

    @Test
    void textThatPostgresCannotKeepIsTheInputsFault() {
        assertThatThrownBy(() -> apply(claim(), 1, new Change.Wait("nul \0 here", T0)))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_REFUSED));
    }

    @Test
    void neverIsStoredAndNanosecondsAreCut() {
        Claim claim = claim();
        assertThat(apply(claim, 1, new Change.Wait("never", Instant.MAX))).isTrue();
        assertThat(stores.requests().find(name("r")).orElseThrow().nextLook())
                .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
        assertThat(apply(claim, 2, new Change.Wait("soon", T0.plusNanos(999)))).isTrue();
        assertThat(stores.requests().find(name("r")).orElseThrow().nextLook()).isEqualTo(T0);
    }

    @Test
    void aSnapshotThatIsReplacedWhileItIsReadSaysSo() {
        stores.snapshots()
                .save(
                        name("r"),
                        StoreFixtures.INPUT,
                        IntStream.range(0, 20).mapToObj(i -> inputBlock(i, 1)).iterator());
        Iterator<InputBlock> reading = stores.snapshots().blocks(name("r")).iterator();
        assertThat(reading.next()).isEqualTo(inputBlock(0, 1));
        stores.snapshots()
                .save(
                        name("r"),
                        StoreFixtures.INPUT,
                        Stream.of(inputBlock(0, 1)).iterator());
        assertThatThrownBy(() -> reading.forEachRemaining(
                        block -> assertThat(block.files()).isNotEmpty()))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }
}
