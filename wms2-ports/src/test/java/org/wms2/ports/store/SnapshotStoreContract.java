package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.RequestStatus;

/** Input snapshots as they are read the first time: whole or not there, in order, read anew by each iteration. */
public abstract class SnapshotStoreContract extends StoresContract {
    private Instant now = SampleRows.T0;

    private RequestName name;

    @BeforeEach
    void createRequest() {
        name = created("reads", RequestStatus.SUBMITTED);
    }

    static Iterator<SnapshotPart> made(int blocks, int files) {
        return IntStream.range(0, blocks)
                .<SnapshotPart>mapToObj(ordinal -> new SnapshotPart.Append(SampleRows.inputBlock(ordinal, files)))
                .iterator();
    }

    private SnapshotHeader read(Iterator<SnapshotPart> parts) {
        return stores.snapshots().extend(claimed(name), SampleRows.input(), tick(), parts);
    }

    /** A later moment at each call. */
    private Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }

    private static void conflict(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContainingAll(words);
    }

    @Test
    void a_request_without_snapshot_has_nothing_of_one() {
        assertThat(stores.snapshots().header(name)).isEmpty();
        assertThat(stores.snapshots().blocks(name)).isEmpty();
        assertThat(stores.snapshots().blocks(name, Span.ALL)).isEmpty();
        assertThat(stores.snapshots().parts(name, SampleRows.inputBlock(0, 1).name()))
                .isEmpty();
        assertThat(stores.snapshots().exclusions(name)).isEmpty();
    }

    @Test
    void two_hundred_blocks_of_fifty_files_come_back_in_order_and_summed() {
        SnapshotHeader header = read(made(200, 50));
        assertThat(header)
                .isEqualTo(new SnapshotHeader(
                        name,
                        SampleRows.input(),
                        header.readAt(),
                        header.readAt(),
                        200,
                        10_000,
                        20_000,
                        100_000,
                        10_000_000,
                        20_000));
        assertThat(stores.snapshots().header(name)).contains(header);
        Iterator<InputBlock> blocks = stores.snapshots().blocks(name).iterator();
        for (int ordinal = 0; ordinal < 200; ordinal++) {
            assertThat(blocks.next()).isEqualTo(SampleRows.inputBlock(ordinal, 50));
        }
        assertThat(blocks.hasNext()).isFalse();
        assertThatThrownBy(blocks::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void every_iteration_begins_anew() {
        read(made(20, 2));
        Iterable<InputBlock> blocks = stores.snapshots().blocks(name);
        blocks.iterator().next();
        assertThat(blocks).hasSize(20);
        assertThat(blocks).extracting(InputBlock::ordinal).startsWith(0, 1, 2).endsWith(19);
    }

    @Test
    void the_blocks_of_a_span_are_those_that_have_a_position_in_it() {
        read(made(40, 5));
        assertThat(stores.snapshots().blocks(name, new Span(19, 31)))
                .containsExactly(SampleRows.inputBlock(1, 5), SampleRows.inputBlock(2, 5), SampleRows.inputBlock(3, 5));
        assertThat(stores.snapshots().blocks(name, new Span(20, 30))).containsExactly(SampleRows.inputBlock(2, 5));
        assertThat(stores.snapshots().blocks(name, new Span(390, 1_000_000)))
                .containsExactly(SampleRows.inputBlock(39, 5));
        assertThat(stores.snapshots().blocks(name, new Span(400, 401))).isEmpty();
        assertThat(stores.snapshots().blocks(name, Span.ALL)).hasSize(40);
    }

    @Test
    void a_block_without_positions_is_in_the_snapshot_and_in_no_span() {
        InputBlock b = SampleRows.inputBlock(1, "excluded", 2, 1);
        InputBlock excluded = new InputBlock(1, b.name(), b.rses(), 4, 0, b.files());
        InputBlock next = SampleRows.inputBlock(2, "next", 3, 1);
        InputBlock last = new InputBlock(2, next.name(), next.rses(), 4, 2, next.files());
        read(Stream.<SnapshotPart>of(
                        new SnapshotPart.Append(SampleRows.inputBlock(0, 2)),
                        new SnapshotPart.Append(excluded),
                        new SnapshotPart.Append(last))
                .iterator());
        assertThat(stores.snapshots().blocks(name)).containsExactly(SampleRows.inputBlock(0, 2), excluded, last);
        assertThat(stores.snapshots().blocks(name, Span.ALL)).containsExactly(SampleRows.inputBlock(0, 2), last);
        assertThat(stores.snapshots().blocks(name, new Span(4, 5))).containsExactly(last);
        assertThat(stores.snapshots().header(name).orElseThrow().positions()).isEqualTo(6);
    }

    @Test
    void a_block_is_found_by_its_name() {
        read(made(3, 2));
        InputBlock second = SampleRows.inputBlock(1, 2);
        assertThat(stores.snapshots().parts(name, second.name())).containsExactly(second);
        assertThat(stores.snapshots().parts(name, new BlockName(SampleRows.input() + "#b7")))
                .isEmpty();
    }

    @Test
    void blocks_files_and_positions_begin_at_0_and_leave_nothing_out() {
        InputBlock first = SampleRows.inputBlock(0, 2);
        conflict(() -> append(SampleRows.inputBlock(1, "b", 0, 2)), "#b", "ordinal 1", "block 0");
        conflict(() -> append(new InputBlock(0, first.name(), first.rses(), 3, 4, first.files())), "position 3");
        conflict(
                () -> append(first, new InputBlock(1, first.name(), first.rses(), 4, 4, first.files())),
                "file 2",
                "ordinal 0");
        conflict(() -> append(first, SampleRows.inputBlock(0, "b", 2, 2)), "block 1");
        assertThat(stores.snapshots().header(name)).isEmpty();
        assertThat(stores.snapshots().blocks(name)).isEmpty();
    }

    private void append(InputBlock... blocks) {
        read(Stream.of(blocks).<SnapshotPart>map(SnapshotPart.Append::new).iterator());
    }

    @Test
    void a_snapshot_without_blocks_is_a_snapshot() {
        read(List.<SnapshotPart>of().iterator());
        SnapshotHeader header = stores.snapshots().header(name).orElseThrow();
        assertThat(header.blocks()).isZero();
        assertThat(header.changedAt()).isEqualTo(header.readAt());
        assertThat(stores.snapshots().blocks(name)).isEmpty();
    }

    @Test
    void a_source_that_breaks_off_leaves_what_was_there() {
        Iterator<SnapshotPart> breaks = Stream.concat(
                        IntStream.range(0, 7)
                                .<SnapshotPart>mapToObj(n -> new SnapshotPart.Append(SampleRows.inputBlock(n, 2))),
                        Stream.of(7).map(n -> {
                            throw new IllegalStateException("DBS went away");
                        }))
                .iterator();
        assertThatThrownBy(() -> read(breaks)).hasMessage("DBS went away");
        assertThat(stores.snapshots().header(name)).isEmpty();
        SnapshotHeader first = read(made(3, 1));
        Iterator<SnapshotPart> later = Stream.of(SampleRows.inputBlock(3, "b3", 3, 1), SampleRows.inputBlock(9, 1))
                .<SnapshotPart>map(SnapshotPart.Append::new)
                .iterator();
        conflict(() -> read(later), "b9");
        assertThat(stores.snapshots().header(name)).contains(first);
        assertThat(stores.snapshots().blocks(name)).hasSize(3);
    }

    @Test
    void the_claim_of_another_stores_nothing() {
        Claim ours = claimed(name);
        stores.requests().release(ours);
        conflict(() -> stores.snapshots().extend(ours, SampleRows.input(), tick(), made(1, 1)), "claim of us");
        assertThat(stores.requests().claim(name, "they", LEASE)).isPresent();
        conflict(() -> stores.snapshots().extend(ours, SampleRows.input(), tick(), made(1, 1)), "claim of us", "reads");
        assertThat(stores.snapshots().header(name)).isEmpty();
    }

    @Test
    void a_claim_that_is_lost_while_the_input_is_read_stores_nothing() {
        Claim ours = claimed(name);
        Iterator<SnapshotPart> parts = Stream.of(0)
                .<SnapshotPart>map(ordinal -> {
                    stores.requests().release(ours);
                    assertThat(stores.requests().claim(name, "they", LEASE)).isPresent();
                    return new SnapshotPart.Append(SampleRows.inputBlock(ordinal, 1));
                })
                .iterator();
        conflict(() -> stores.snapshots().extend(ours, SampleRows.input(), tick(), parts), "claim of us");
        assertThat(stores.snapshots().header(name)).isEmpty();
        assertThat(stores.snapshots().blocks(name)).isEmpty();
    }

    @Test
    void a_snapshot_of_an_unknown_request_is_refused() {
        RequestName unknown = new RequestName("unknown");
        conflict(
                () -> stores.snapshots().extend(new Claim(unknown, "us", 1), SampleRows.input(), tick(), made(1, 1)),
                "unknown");
        assertThat(stores.snapshots().header(unknown)).isEmpty();
    }

    @Test
    void requests_have_snapshots_of_their_own() {
        RequestName other = created("other", RequestStatus.SUBMITTED);
        read(made(4, 1));
        stores.snapshots().extend(claimed(other), SampleRows.input(), tick(), made(1, 1));
        assertThat(stores.snapshots().blocks(name)).hasSize(4);
        assertThat(stores.snapshots().blocks(other)).hasSize(1);
    }

    @Test
    void the_dataset_of_a_snapshot_is_fixed() {
        read(made(1, 1));
        conflict(
                () -> stores.snapshots()
                        .extend(claimed(name), new DatasetName("/Sample/Era-v2/RAW"), tick(), made(0, 0)),
                "/Sample/Era-v1/RAW",
                "/Sample/Era-v2/RAW");
    }
}
