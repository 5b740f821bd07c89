package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wms2.ports.store.SampleRows.T0;
import static org.wms2.ports.store.SampleRows.dag;
import static org.wms2.ports.store.SampleRows.inputBlock;
import static org.wms2.ports.store.SampleRows.key;
import static org.wms2.ports.store.SampleRows.request;
import static org.wms2.ports.store.SampleRows.unit;
import static org.wms2.ports.store.SampleRows.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.SampleRows;

/** What only the database shows: rows that no port reads, what its columns cannot hold, strict JSON. */
class StoredRowsTest {
    private static final RequestName NAME = new RequestName("r");

    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    @BeforeEach
    void createRequest() {
        POSTGRES.emptyStores().requests().create(request("r", RequestStatus.ACTIVE), workflow("r"), "tester");
    }

    private static Claim claim() {
        return POSTGRES.stores()
                .requests()
                .claim(NAME, "us", Duration.ofMinutes(1))
                .orElseThrow();
    }

    private static boolean apply(long version, Change... changes) {
        return POSTGRES.stores().requests().apply(new ChangeSet(claim(), version, T0, "tester", List.of(changes)));
    }

    private static Instant nextLook() {
        return POSTGRES.stores().requests().find(NAME).orElseThrow().nextLook();
    }

    @Test
    void every_move_of_a_dag_leaves_a_history_row_with_its_work_units() {
        assertThat(apply(
                        1,
                        new Change.PutDag(dag("r", 0, 0)),
                        new Change.PutWorkUnits(List.of(unit("r", 0, 0, 1), unit("r", 0, 1, 2))),
                        new Change.MoveDag(key("r", 0, 0), DagStatus.PLANNING, DagStatus.READY, "")))
                .isTrue();
        assertThat(POSTGRES.rows("SELECT status || ' ' || work_units FROM dag_history"))
                .containsExactly("ready {\"planned\": 2}");
    }

    @Test
    void a_rescue_begins_with_a_history_row_of_the_work_units_that_it_took_over() {
        Dag first = dag("r", 0, 0);
        assertThat(apply(
                        1,
                        new Change.PutDag(first),
                        new Change.PutWorkUnits(List.of(unit("r", 0, 0, 1), unit("r", 0, 1, 2))),
                        new Change.MoveDag(key("r", 0, 0), DagStatus.PLANNING, DagStatus.PARTIAL, "no disk"),
                        new Change.PutRescue(new Dag(
                                key("r", 0, 1),
                                NAME,
                                0,
                                DagStatus.READY,
                                first.directory(),
                                Layout.SUBDAG,
                                null,
                                2,
                                8,
                                2_000,
                                "prepared",
                                T0))))
                .isTrue();
        assertThat(POSTGRES.rows(
                        "SELECT concat_ws(' ', attempt, status, reason, work_units) FROM dag_history ORDER BY id"))
                .containsExactly("0 partial no disk {\"planned\": 2}", "1 ready prepared {\"planned\": 2}");
    }

    @Test
    void the_output_datasets_are_rows_from_the_beginning() {
        assertThat(POSTGRES.rows("SELECT dataset FROM output_datasets ORDER BY dataset"))
                .isEqualTo(workflow("r").keptOutputs().stream()
                        .map(output -> output.dataset().value())
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Test
    void stored_json_with_an_unknown_or_a_missing_field_is_refused() {
        for (String changed : List.of("body || '{\"colour\": 1}'", "body - 'colour' - 'sites'")) {
            POSTGRES.execute("UPDATE workflows SET body = " + changed);
            assertThatThrownBy(() -> POSTGRES.stores().work().workflow(NAME))
                    .isInstanceOfSatisfying(
                            Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
                    .hasMessageContaining("Workflow");
        }
    }

    @Test
    void text_that_postgresql_cannot_keep_is_the_inputs_fault() {
        assertThatThrownBy(() -> apply(1, new Change.Wait("nul \0 here", T0)))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_REFUSED));
    }

    @Test
    void never_is_stored_and_nanoseconds_are_cut() {
        assertThat(apply(1, new Change.Wait("never", Instant.MAX))).isTrue();
        assertThat(nextLook()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
        assertThat(apply(2, new Change.Wait("soon", T0.plusNanos(999)))).isTrue();
        assertThat(nextLook()).isEqualTo(T0);
    }

    @Test
    void a_snapshot_that_is_being_read_holds_no_decision_up() {
        Claim claim = claim();
        Stream<SnapshotPart> slow = Stream.of(0).map(ordinal -> {
            CompletableFuture<Boolean> decision =
                    CompletableFuture.supplyAsync(() -> apply(1, new Change.Wait("go on", T0)));
            assertThat(decision.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
            return new SnapshotPart.Append(inputBlock(ordinal, 1));
        });
        assertThat(POSTGRES.stores()
                        .snapshots()
                        .extend(claim, SampleRows.input(), SampleRows.T0, slow.iterator())
                        .blocks())
                .isEqualTo(1);
    }
}
