package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wms2.ports.store.SampleRows.unitId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;

/** The ledger: who has which positions, and that nobody else can have them. */
public abstract class LedgerStoreContract extends StoresContract {
    private static final int UNITS = 12;

    private RequestName name;

    @BeforeEach
    void createWorkUnits() {
        name = withUnits("counts");
    }

    private RequestName withUnits(String request) {
        int firstId = request.equals("counts") ? 0 : 1_000;
        RequestName made = created(request, RequestStatus.PLANNING);
        applied(
                made,
                new Change.PutDag(SampleRows.dag(request, 0, 0)),
                new Change.PutWorkUnits(IntStream.range(0, UNITS)
                        .mapToObj(n -> SampleRows.unit(request, 0, n, firstId + n))
                        .toList()));
        return made;
    }

    private static Span span(long first, long end) {
        return new Span(first, end);
    }

    private static Change claim(int unit, Span... spans) {
        return new Change.ClaimInput(unitId(unit), List.of(spans));
    }

    private static Change exclude(long first, long end) {
        return new Change.ExcludeInput(span(first, end), ExclusionReason.OVER_TIME_LIMIT, "would run 50 hours");
    }

    private static Change move(int unit, WorkUnitStatus from, WorkUnitStatus to) {
        return new Change.MoveWorkUnit(unitId(unit), from, to, null, "because");
    }

    private List<Span> taken() {
        return stores.ledger().taken(name);
    }

    /** Refused by the ledger, without a trace anywhere. */
    private void conflict(List<String> words, Change... parts) {
        Request before = row(name);
        List<LedgerEntry> entries = stores.ledger().entries(name, Span.ALL);
        WorkUnitCounts counts = stores.work().counts(name);
        assertThatThrownBy(() -> apply(name, parts))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContainingAll(words.toArray(String[]::new))
                .hasMessageContaining("counts");
        assertThat(row(name)).isEqualTo(before);
        assertThat(stores.ledger().entries(name, Span.ALL)).isEqualTo(entries);
        assertThat(stores.work().counts(name)).isEqualTo(counts);
    }

    @Test
    void a_request_without_claims_has_an_empty_ledger() {
        assertThat(taken()).isEmpty();
        assertThat(stores.ledger().entries(name, Span.ALL)).isEmpty();
        assertThat(stores.ledger().positions(name)).isEmpty();
        assertThat(stores.ledger().spans(name, unitId(1))).isEmpty();
        assertThat(stores.ledger().taken(new RequestName("unknown"))).isEmpty();
    }

    @Test
    void claims_are_entries_and_what_is_taken_is_joined() {
        applied(name, claim(1, span(5, 7), span(20, 30)), claim(2, span(0, 5), span(7, 8)), claim(3, span(30, 31)));
        assertThat(taken()).containsExactly(span(0, 8), span(20, 31));
        assertThat(stores.ledger().spans(name, unitId(1))).containsExactly(span(5, 7), span(20, 30));
        assertThat(stores.ledger().spans(name, unitId(2))).containsExactly(span(0, 5), span(7, 8));
        assertThat(stores.ledger().entries(name, span(6, 8)))
                .containsExactly(
                        new LedgerEntry(span(5, 7), unitId(1), null, "", true, AT),
                        new LedgerEntry(span(7, 8), unitId(2), null, "", true, AT));
    }

    @Test
    void a_claim_without_spans_is_harmless() {
        applied(name, claim(1));
        assertThat(taken()).isEmpty();
    }

    @Test
    void positions_beyond_what_any_request_has_are_kept_exactly() {
        long end = Long.MAX_VALUE - 1;
        applied(name, claim(1, span(0, 1), span(5_000_000_000L, end)));
        assertThat(taken()).containsExactly(span(0, 1), span(5_000_000_000L, end));
        assertThat(stores.ledger().positions(name))
                .containsExactly(Map.entry(LedgerState.PLANNED, end - 4_999_999_999L));
        applied(name, claim(2, span(end, Long.MAX_VALUE)));
        assertThat(taken()).containsExactly(span(0, 1), span(5_000_000_000L, Long.MAX_VALUE));
    }

    @Test
    void a_taken_position_is_refused_with_both_owners_and_nothing_is_changed() {
        applied(name, claim(1, span(10, 20)));
        for (Span late : List.of(span(10, 20), span(0, 11), span(19, 21), span(12, 13), span(0, 100))) {
            conflict(
                    List.of(unitId(1).value(), unitId(2).value()),
                    move(3, WorkUnitStatus.PLANNED, WorkUnitStatus.RUNNING),
                    claim(2, span(200, 300), late),
                    claim(4, span(400, 401)));
        }
        conflict(List.of("[19, 20)"), claim(2, span(19, 21)));
        applied(name, claim(2, span(0, 10), span(20, 21)));
    }

    @Test
    void two_units_of_one_set_cannot_have_the_same_position_nor_one_unit_twice() {
        conflict(List.of(unitId(1).value(), unitId(2).value()), claim(1, span(0, 5)), claim(2, span(4, 9)));
        conflict(List.of(unitId(1).value()), claim(1, span(0, 5), span(3, 9)));
        assertThat(taken()).isEmpty();
    }

    @Test
    void claims_of_many_units_come_with_the_units_themselves() {
        RequestName other = created("many", RequestStatus.PLANNING);
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.PutDag(SampleRows.dag("many", 0, 0)));
        changes.add(new Change.PutWorkUnits(IntStream.range(0, 1_500)
                .mapToObj(n -> SampleRows.unit("many", 0, n, 5_000 + n))
                .toList()));
        for (int n = 0; n < 1_500; n++) {
            changes.add(claim(5_000 + n, span(n * 10L, n * 10L + 5), span(n * 10L + 5, n * 10L + 9)));
        }
        applied(other, changes.toArray(Change[]::new));
        assertThat(stores.ledger().taken(other)).hasSize(1_500).endsWith(span(14_990, 14_999));
        assertThat(stores.ledger().positions(other)).containsExactly(Map.entry(LedgerState.PLANNED, 13_500L));
        assertThat(stores.ledger().mismatched(other)).isEmpty();
    }

    @Test
    void a_unit_that_nobody_knows_can_claim_nothing() {
        RequestName other = withUnits("other");
        for (int unknown : List.of(77, 1_001)) {
            assertThatThrownBy(() -> apply(name, claim(unknown, span(0, 1))))
                    .isInstanceOfSatisfying(
                            Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
        }
        assertThat(taken()).isEmpty();
        assertThat(stores.ledger().taken(other)).isEmpty();
    }

    @Test
    void requests_have_ledgers_of_their_own() {
        RequestName other = withUnits("other");
        applied(name, claim(1, span(0, 10)));
        applied(other, claim(1_001, span(5, 15)));
        assertThat(taken()).containsExactly(span(0, 10));
        assertThat(stores.ledger().taken(other)).containsExactly(span(5, 15));
        assertThat(stores.ledger().entries(other, Span.ALL)).hasSize(1);
    }

    @Test
    void a_replaced_unit_gives_its_spans_back_and_another_may_have_them() {
        applied(name, claim(1, span(0, 10), span(20, 30)), claim(2, span(10, 20)));
        applied(name, move(1, WorkUnitStatus.PLANNED, WorkUnitStatus.FAILED));
        assertThat(taken()).containsExactly(span(0, 30));
        applied(name, move(1, WorkUnitStatus.FAILED, WorkUnitStatus.REPLACED), claim(3, span(5, 10), span(20, 21)));
        assertThat(taken()).containsExactly(span(5, 21));
        assertThat(stores.ledger().spans(name, unitId(1))).containsExactly(span(0, 10), span(20, 30));
        assertThat(stores.ledger().entries(name, span(0, 10)))
                .containsExactly(
                        new LedgerEntry(span(0, 10), unitId(1), null, "", false, AT),
                        new LedgerEntry(span(5, 10), unitId(3), null, "", true, AT));
        conflict(List.of(unitId(3).value(), unitId(4).value()), claim(4, span(9, 10)));
        assertThat(stores.ledger().positions(name)).isEqualTo(Map.of(LedgerState.PLANNED, 16L));
    }

    @Test
    void a_set_that_is_refused_gives_nothing_back() {
        applied(name, claim(1, span(0, 10)), claim(2, span(10, 20)));
        conflict(
                List.of(unitId(2).value()),
                move(1, WorkUnitStatus.PLANNED, WorkUnitStatus.REPLACED),
                claim(3, span(0, 11)));
        lost(
                name,
                move(1, WorkUnitStatus.PLANNED, WorkUnitStatus.REPLACED),
                claim(3, span(0, 5)),
                move(2, WorkUnitStatus.MERGED, WorkUnitStatus.REGISTERED));
        assertThat(taken()).containsExactly(span(0, 20));
        assertThat(stores.ledger().spans(name, unitId(3))).isEmpty();
        conflict(List.of(unitId(1).value(), unitId(3).value()), claim(3, span(0, 5)));
    }

    @Test
    void excluded_positions_are_taken_for_a_reason() {
        applied(name, claim(1, span(0, 4)), exclude(4, 6));
        assertThat(taken()).containsExactly(span(0, 6));
        assertThat(stores.ledger().entries(name, span(4, 5)))
                .containsExactly(new LedgerEntry(
                        span(4, 6), null, ExclusionReason.OVER_TIME_LIMIT, "would run 50 hours", true, AT));
        conflict(List.of(unitId(2).value(), "50 hours"), claim(2, span(5, 7)));
        conflict(List.of(unitId(1).value(), "50 hours"), exclude(3, 4));
        conflict(List.of("50 hours"), exclude(5, 9));
    }

    @Test
    void the_state_of_a_position_is_its_work_units() {
        for (int unit = 1; unit <= 7; unit++) {
            applied(name, claim(unit, span(100L * unit, 100L * unit + unit)));
        }
        applied(
                name,
                exclude(0, 50),
                move(2, WorkUnitStatus.PLANNED, WorkUnitStatus.RUNNING),
                move(3, WorkUnitStatus.PLANNED, WorkUnitStatus.MERGED),
                move(4, WorkUnitStatus.PLANNED, WorkUnitStatus.REGISTERED),
                move(5, WorkUnitStatus.PLANNED, WorkUnitStatus.FAILED),
                move(6, WorkUnitStatus.PLANNED, WorkUnitStatus.REPLACED),
                move(7, WorkUnitStatus.PLANNED, WorkUnitStatus.ABANDONED));
        assertThat(stores.ledger().positions(name))
                .isEqualTo(Map.of(
                        LedgerState.EXCLUDED, 50L,
                        LedgerState.PLANNED, 1L,
                        LedgerState.RUNNING, 2L + 5L,
                        LedgerState.MERGED, 3L,
                        LedgerState.REGISTERED, 4L,
                        LedgerState.ABANDONED, 7L));
    }

    @Test
    void units_without_spans_are_named_and_replaced_ones_need_none() {
        assertThat(stores.ledger().mismatched(name))
                .hasSize(UNITS)
                .startsWith(unitId(0), unitId(1))
                .endsWith(unitId(UNITS - 1));
        for (int unit = 0; unit < UNITS; unit++) {
            applied(name, claim(unit, span(unit, unit + 1)));
        }
        assertThat(stores.ledger().mismatched(name)).isEmpty();
        applied(name, move(5, WorkUnitStatus.PLANNED, WorkUnitStatus.REPLACED));
        assertThat(stores.ledger().mismatched(name)).isEmpty();
        applied(name, claim(5, span(5, 6)));
        assertThat(stores.ledger().mismatched(name)).containsExactly(unitId(5));
    }

    /** A plain map of positions is the judge. */
    @Test
    void after_any_sequence_of_claims_and_replacements_a_position_has_the_owner_that_got_it_first() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TreeMap<Long, WorkUnitId> owners = new TreeMap<>();
        Map<Integer, Boolean> replaced = new TreeMap<>();
        for (int step = 0; step < 60; step++) {
            int unit = random.nextInt(UNITS);
            if (replaced.containsKey(unit)) {
                continue;
            }
            if (random.nextInt(6) == 0) {
                applied(name, move(unit, WorkUnitStatus.PLANNED, WorkUnitStatus.REPLACED));
                owners.values().removeIf(unitId(unit)::equals);
                replaced.put(unit, true);
            } else {
                long first = random.nextInt(60);
                Span span = span(first, first + 1 + random.nextInt(8));
                if (owners.subMap(span.first(), span.end()).isEmpty()) {
                    applied(name, claim(unit, span));
                    for (long p = span.first(); p < span.end(); p++) {
                        owners.put(p, unitId(unit));
                    }
                } else {
                    conflict(List.of(unitId(unit).value()), claim(unit, span));
                }
            }
            List<Long> positions = taken().stream()
                    .flatMap(s -> java.util.stream.LongStream.range(s.first(), s.end())
                            .boxed())
                    .toList();
            assertThat(positions).as("seed %d, step %d", seed, step).containsExactlyElementsOf(owners.keySet());
        }
        for (Map.Entry<Long, WorkUnitId> owner : owners.entrySet()) {
            assertThat(stores.ledger().entries(name, span(owner.getKey(), owner.getKey() + 1)))
                    .as("seed %d, position %d", seed, owner.getKey())
                    .filteredOn(LedgerEntry::active)
                    .extracting(LedgerEntry::workUnit)
                    .containsExactly(owner.getValue());
        }
    }
}
