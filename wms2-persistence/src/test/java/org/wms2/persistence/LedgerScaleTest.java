package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.Stores;

/** A ledger of many entries: what is asked of it goes by an index. */
class LedgerScaleTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    private static final RequestName NAME = new RequestName("r");
    private static final int SPANS = 20_000;
    private static final int REPLACED = 3_000;

    private static Stores stores;

    @BeforeAll
    static void fill() {
        stores = POSTGRES.stores();
        stores.requests().create(SampleRows.request("r", RequestStatus.PLANNING), SampleRows.workflow("r"), "test");
        apply(
                new Change.PutDag(SampleRows.dag("r", 0, 0)),
                new Change.PutWorkUnits(IntStream.range(0, 3)
                        .mapToObj(n -> SampleRows.unit("r", 0, n, n))
                        .toList()),
                new Change.ClaimInput(SampleRows.unitId(0), spans(0, SPANS)),
                new Change.ClaimInput(SampleRows.unitId(1), spans(SPANS, SPANS + REPLACED)),
                new Change.ClaimInput(SampleRows.unitId(2), List.of(new Span(10_000_000, 10_000_001))));
        apply(new Change.MoveWorkUnit(
                SampleRows.unitId(1), WorkUnitStatus.PLANNED, WorkUnitStatus.REPLACED, null, "again"));
        POSTGRES.execute("ANALYZE");
    }

    /** Spans of nine positions each, with one left out after each. */
    private static List<Span> spans(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(n -> new Span(n * 10, n * 10 + 9))
                .toList();
    }

    private static void apply(Change... changes) {
        Claim claim = stores.requests().claim(NAME, "us", Duration.ofMinutes(5)).orElseThrow();
        long version = stores.requests().find(NAME).orElseThrow().version();
        assertThat(stores.requests().apply(new ChangeSet(claim, version, SampleRows.T0, "test", List.of(changes))))
                .isTrue();
    }

    private static String plan(String where) {
        return String.join("\n", POSTGRES.rows("EXPLAIN SELECT * FROM ledger WHERE request = 'r' AND " + where));
    }

    @Test
    void twenty_thousand_spans_are_taken_and_those_given_back_are_not() {
        assertThat(stores.ledger().taken(NAME))
                .hasSize(SPANS + 1)
                .startsWith(new Span(0, 9), new Span(10, 19))
                .endsWith(new Span(10_000_000, 10_000_001));
        assertThat(stores.ledger().positions(NAME).get(LedgerState.PLANNED)).isEqualTo(9L * SPANS + 1);
        assertThat(stores.ledger().spans(NAME, SampleRows.unitId(1))).hasSize(REPLACED);
        assertThat(stores.ledger().entries(NAME, new Span(10L * SPANS - 5, 10L * SPANS + 5)))
                .hasSize(2);
    }

    @Test
    void what_is_active_and_what_was_given_back_in_a_span_go_by_the_index_of_each() {
        assertThat(plan("active AND span && int8range(500, 510)")).contains("Index", "ledger_once");
        assertThat(plan("NOT active AND span && int8range(500, 510)")).contains("Index", "ledger_given_back");
    }

    @Test
    void what_a_work_unit_has_goes_by_its_index() {
        assertThat(plan("work_unit = '" + SampleRows.unitId(2) + "'")).contains("Index", "ledger_of_work_unit");
    }
}
