package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.request.RequestStatus;

/** Input snapshots: whole or not there, in order, read anew by each iteration. */
public abstract class SnapshotStoreContract extends StoresContract {
    private RequestName name;

    @BeforeEach
    void createRequest() {
        name = created("reads", RequestStatus.SUBMITTED);
    }

    private static Iterator<InputBlock> made(int blocks, int files) {
        return IntStream.range(0, blocks)
                .mapToObj(ordinal -> SampleRows.inputBlock(ordinal, files))
                .iterator();
    }

    private SnapshotHeader save(Iterator<InputBlock> blocks) {
        return stores.snapshots().save(name, SampleRows.input(), blocks);
    }

    @Test
    void a_request_without_snapshot_has_neither_header_nor_blocks() {
        assertThat(stores.snapshots().header(name)).isEmpty();
        assertThat(stores.snapshots().blocks(name)).isEmpty();
    }

    @Test
    void two_hundred_blocks_of_fifty_files_come_back_in_order_and_summed() {
        SnapshotHeader header = save(made(200, 50));
        assertThat(header)
                .isEqualTo(new SnapshotHeader(
                        name, SampleRows.input(), header.takenAt(), 200, 10_000, 100_000, 10_000_000));
        assertThat(stores.snapshots().header(name)).contains(header);
        Iterator<InputBlock> blocks = stores.snapshots().blocks(name).iterator();
        for (int ordinal = 0; ordinal < 200; ordinal++) {
            assertThat(blocks.next()).isEqualTo(SampleRows.inputBlock(ordinal, 50));
        }
        assertThat(blocks.hasNext()).isFalse();
        assertThatThrownBy(blocks::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void a_snapshot_that_is_planned_on_is_not_replaced() {
        SnapshotHeader planned = save(made(2, 3));
        applied(name, new Change.PutDag(SampleRows.dag("reads", 0, 0)));

        assertThatThrownBy(() -> save(made(5, 5)))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));

        assertThat(stores.snapshots().header(name)).contains(planned);
        assertThat(stores.snapshots().blocks(name)).hasSize(2);
    }

    @Test
    void every_iteration_begins_anew() {
        save(made(20, 2));
        Iterable<InputBlock> blocks = stores.snapshots().blocks(name);
        blocks.iterator().next();
        assertThat(blocks).hasSize(20);
        assertThat(blocks).extracting(InputBlock::ordinal).startsWith(0, 1, 2).endsWith(19);
    }

    @Test
    void blocks_are_read_by_ordinal_in_whatever_order_they_came() {
        save(Stream.of(3, 0, 2, 1).map(n -> SampleRows.inputBlock(n, 1)).iterator());
        assertThat(stores.snapshots().blocks(name))
                .extracting(InputBlock::ordinal)
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void a_snapshot_without_blocks_is_a_snapshot() {
        save(List.<InputBlock>of().iterator());
        assertThat(stores.snapshots().header(name))
                .get()
                .extracting(SnapshotHeader::blocks)
                .isEqualTo(0);
        assertThat(stores.snapshots().blocks(name)).isEmpty();
    }

    @Test
    void a_later_snapshot_replaces_the_earlier_one() {
        save(made(5, 3));
        SnapshotHeader second = save(made(2, 1));
        assertThat(stores.snapshots().header(name)).contains(second);
        assertThat(stores.snapshots().blocks(name))
                .containsExactly(SampleRows.inputBlock(0, 1), SampleRows.inputBlock(1, 1));
    }

    @Test
    void a_source_that_breaks_off_leaves_what_was_there() {
        SnapshotHeader first = save(made(3, 1));
        Iterator<InputBlock> breaks = IntStream.range(0, 9)
                .mapToObj(n -> {
                    if (n == 7) {
                        throw new IllegalStateException("DBS went away");
                    }
                    return SampleRows.inputBlock(n, 2);
                })
                .iterator();
        assertThatThrownBy(() -> save(breaks)).hasMessage("DBS went away");
        assertThat(stores.snapshots().header(name)).contains(first);
        assertThat(stores.snapshots().blocks(name)).hasSize(3);
    }

    @Test
    void a_snapshot_of_an_unknown_request_is_refused() {
        RequestName unknown = new RequestName("unknown");
        assertThatThrownBy(() -> stores.snapshots().save(unknown, SampleRows.input(), made(1, 1)))
                .isInstanceOf(Wms2Exception.class);
        assertThat(stores.snapshots().header(unknown)).isEmpty();
    }

    @Test
    void requests_have_snapshots_of_their_own() {
        RequestName other = created("other", RequestStatus.SUBMITTED);
        save(made(4, 1));
        stores.snapshots().save(other, SampleRows.input(), made(1, 1));
        assertThat(stores.snapshots().blocks(name)).hasSize(4);
        assertThat(stores.snapshots().blocks(other)).hasSize(1);
    }
}
