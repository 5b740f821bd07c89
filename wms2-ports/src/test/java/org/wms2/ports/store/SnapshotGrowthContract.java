package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wms2.ports.store.SampleRows.inputBlock;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.RequestStatus;

/** Input snapshots that are read again: they grow, move and lose, and never renumber anything. */
public abstract class SnapshotGrowthContract extends StoresContract {
    private Instant now = SampleRows.T0;

    private static final BlockName BLOCK = inputBlock(0, 1).name();
    private static final BlockName OTHER = inputBlock(1, 1).name();

    private RequestName name;
    private SnapshotHeader first;

    @BeforeEach
    void readOnce() {
        name = created("grows", RequestStatus.SUBMITTED);
        first = read(new SnapshotPart.Append(inputBlock(0, 2)), new SnapshotPart.Append(inputBlock(1, 2)));
    }

    private SnapshotHeader read(SnapshotPart... parts) {
        return stores.snapshots()
                .extend(
                        claimed(name),
                        SampleRows.input(),
                        tick(),
                        Stream.of(parts).iterator());
    }

    /** A later moment at each call. */
    private Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }

    private void refused(ThrowingCallable call, String... words) {
        SnapshotHeader header = stores.snapshots().header(name).orElseThrow();
        List<LedgerEntry> entries = stores.ledger().entries(name, Span.ALL);
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContainingAll(words);
        assertThat(stores.snapshots().header(name)).contains(header);
        assertThat(stores.snapshots().blocks(name)).hasSize(header.blocks());
        assertThat(stores.ledger().entries(name, Span.ALL)).isEqualTo(entries);
    }

    @Test
    void what_came_is_appended_and_the_sums_go_on() {
        InputBlock late = inputBlock(2, "b0", 4, 1);
        InputBlock fresh = inputBlock(3, "new", 5, 3);
        SnapshotHeader second = read(new SnapshotPart.Append(late), new SnapshotPart.Append(fresh));
        assertThat(second)
                .isEqualTo(new SnapshotHeader(
                        name, SampleRows.input(), second.readAt(), second.readAt(), 4, 8, 16, 80, 8_000, 16));
        assertThat(second.readAt()).isAfter(first.readAt());
        assertThat(stores.snapshots().header(name)).contains(second);
        assertThat(stores.snapshots().blocks(name)).containsExactly(inputBlock(0, 2), inputBlock(1, 2), late, fresh);
        assertThat(stores.snapshots().parts(name, BLOCK)).containsExactly(inputBlock(0, 2), late);
        assertThat(stores.snapshots().blocks(name, new Span(7, 9))).containsExactly(inputBlock(1, 2), late);
    }

    @Test
    void a_reading_that_finds_nothing_new_sets_only_its_time() {
        SnapshotHeader second = read();
        assertThat(second.readAt()).isAfter(first.readAt());
        assertThat(second)
                .isEqualTo(new SnapshotHeader(
                        name,
                        first.dataset(),
                        second.readAt(),
                        first.changedAt(),
                        first.blocks(),
                        first.files(),
                        first.lumis(),
                        first.events(),
                        first.bytes(),
                        first.positions()));
    }

    @Test
    void what_does_not_go_on_where_the_snapshot_ends_is_refused() {
        refused(() -> read(new SnapshotPart.Append(inputBlock(1, "x", 4, 1))), "#x", "block 2");
        refused(() -> read(new SnapshotPart.Append(inputBlock(3, "x", 4, 1))), "#x", "block 2");
        refused(() -> read(new SnapshotPart.Append(inputBlock(2, "x", 3, 1))), "#x", "position 8");
        InputBlock b = inputBlock(2, "x", 3, 1);
        refused(
                () -> read(new SnapshotPart.Append(new InputBlock(2, b.name(), b.rses(), 8, b.positions(), b.files()))),
                "file 4",
                "ordinal 3");
        refused(
                () -> read(
                        new SnapshotPart.Append(inputBlock(2, "x", 4, 1)),
                        new SnapshotPart.Append(inputBlock(2, "y", 5, 1))),
                "#y");
        assertThat(stores.snapshots().blocks(name)).containsExactly(inputBlock(0, 2), inputBlock(1, 2));
    }

    @Test
    void a_block_moves_and_nothing_else_of_it_changes() {
        TreeSet<RseName> elsewhere = new TreeSet<>(List.of(new RseName("T2_US_MIT")));
        SnapshotHeader second = read(new SnapshotPart.Relocate(1, elsewhere));
        InputBlock before = inputBlock(1, 2);
        InputBlock moved =
                new InputBlock(1, before.name(), elsewhere, before.firstPosition(), before.positions(), before.files());
        assertThat(stores.snapshots().blocks(name)).containsExactly(inputBlock(0, 2), moved);
        assertThat(second.changedAt()).isEqualTo(first.changedAt());
        read(new SnapshotPart.Relocate(1, new TreeSet<>()));
        assertThat(stores.snapshots().parts(name, before.name()))
                .singleElement()
                .satisfies(block -> assertThat(block.rses()).isEmpty());
        refused(() -> read(new SnapshotPart.Relocate(2, elsewhere)), "no block 2");
    }

    @Test
    void exclusions_of_a_block_and_reason_add_up() {
        read(
                new SnapshotPart.Exclude(new Exclusion(OTHER, ExclusionReason.MASK, 0, 5, 0)),
                new SnapshotPart.Exclude(new Exclusion(BLOCK, ExclusionReason.NO_LUMIS, 2, 0, 70)),
                new SnapshotPart.Exclude(new Exclusion(BLOCK, ExclusionReason.MASK, 1, 4, 10)));
        read(new SnapshotPart.Exclude(new Exclusion(BLOCK, ExclusionReason.MASK, 0, 3, 0)));
        assertThat(stores.snapshots().exclusions(name))
                .containsExactly(
                        new Exclusion(BLOCK, ExclusionReason.MASK, 1, 7, 10),
                        new Exclusion(BLOCK, ExclusionReason.NO_LUMIS, 2, 0, 70),
                        new Exclusion(OTHER, ExclusionReason.MASK, 0, 5, 0));
        assertThat(stores.ledger().taken(name)).isEmpty();
    }

    @Test
    void positions_that_became_invalid_are_taken_with_the_reason() {
        read(new SnapshotPart.Invalidate(new Span(2, 4), "f1.root is invalid in DBS"));
        LedgerEntry entry = stores.ledger().entries(name, Span.ALL).getFirst();
        assertThat(entry)
                .isEqualTo(new LedgerEntry(
                        new Span(2, 4), null, ExclusionReason.INVALID, "f1.root is invalid in DBS", true, entry.at()));
        assertThat(stores.ledger().taken(name)).containsExactly(new Span(2, 4));
        assertThat(stores.snapshots().header(name).orElseThrow().positions()).isEqualTo(8);
    }

    @Test
    void positions_of_a_work_unit_or_beyond_the_end_cannot_become_invalid() {
        applied(
                name,
                new Change.PutDag(SampleRows.dag("grows", 0, 0)),
                new Change.PutWorkUnits(List.of(SampleRows.unit("grows", 0, 0, 1))),
                new Change.ClaimInput(SampleRows.unitId(1), List.of(new Span(0, 3))));
        refused(
                () -> read(
                        new SnapshotPart.Append(inputBlock(2, "x", 4, 1)),
                        new SnapshotPart.Invalidate(new Span(5, 6), "free"),
                        new SnapshotPart.Invalidate(new Span(2, 5), "gone")),
                SampleRows.unitId(1).value(),
                "gone",
                "[2, 3)");
        refused(() -> read(new SnapshotPart.Invalidate(new Span(7, 9), "gone")), "position 8", "[7, 9)");
        read(new SnapshotPart.Invalidate(new Span(3, 8), "gone"));
        assertThat(stores.ledger().taken(name)).containsExactly(new Span(0, 8));
        refused(() -> read(new SnapshotPart.Invalidate(new Span(4, 5), "again")), "gone", "again");
    }

    @Test
    void what_is_appended_may_be_invalid_moved_and_excluded_in_the_same_reading() {
        InputBlock fresh = inputBlock(2, "x", 4, 2);
        read(
                new SnapshotPart.Append(fresh),
                new SnapshotPart.Exclude(new Exclusion(fresh.name(), ExclusionReason.INVALID, 1, 0, 0)),
                new SnapshotPart.Relocate(2, new TreeSet<>()),
                new SnapshotPart.Invalidate(new Span(8, 10), "gone"));
        assertThat(stores.snapshots().parts(name, fresh.name()).getFirst().rses())
                .isEmpty();
        assertThat(stores.snapshots().exclusions(name)).hasSize(1);
        assertThat(stores.ledger().taken(name)).containsExactly(new Span(8, 10));
    }
}
