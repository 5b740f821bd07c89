package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.SnapshotStore;

/** Snapshots of any size pass through little memory. */
class SnapshotMemoryTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    private static final int BLOCKS = 200;
    private static final int FILES = 50;
    private static final int HELD = 20;

    private final RequestName name = new RequestName("large");
    private final List<WeakReference<InputBlock>> seen = new ArrayList<>();
    private SnapshotStore snapshots;

    @BeforeEach
    void createRequest() {
        POSTGRES.emptyStores()
                .requests()
                .create(SampleRows.request("large", RequestStatus.SUBMITTED), SampleRows.workflow("large"), "test");
        snapshots = POSTGRES.stores().snapshots();
    }

    private Iterator<InputBlock> made(int blocks, int files) {
        return IntStream.range(0, blocks)
                .mapToObj(ordinal -> watched(SampleRows.inputBlock(ordinal, files)))
                .iterator();
    }

    /** Notes a block, and at the last one counts how many of all are still in memory. */
    private InputBlock watched(InputBlock block) {
        seen.add(new WeakReference<>(block));
        if (seen.size() == BLOCKS) {
            System.gc();
            assertThat(seen.stream().filter(reference -> reference.get() != null))
                    .as("blocks in memory")
                    .hasSizeLessThan(HELD);
        }
        return block;
    }

    @Test
    void saving_holds_a_block_at_a_time() {
        assertThat(snapshots.save(name, SampleRows.input(), made(BLOCKS, FILES)).files())
                .isEqualTo((long) BLOCKS * FILES);
        assertThat(seen).hasSize(BLOCKS);
    }

    @Test
    void reading_holds_a_few_blocks_at_a_time_and_no_connection() {
        snapshots.save(name, SampleRows.input(), made(BLOCKS, FILES));
        seen.clear();
        for (InputBlock block : snapshots.blocks(name)) {
            watched(block);
        }
        assertThat(seen).hasSize(BLOCKS);
        List<Iterator<InputBlock>> open = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Iterator<InputBlock> blocks = snapshots.blocks(name).iterator();
            blocks.next();
            open.add(blocks);
        }
        assertThat(open).as("more readers than the pool has connections").allMatch(Iterator::hasNext);
    }

    @Test
    void a_reader_whose_snapshot_is_replaced_is_told() {
        snapshots.save(name, SampleRows.input(), made(40, 1));
        Iterator<InputBlock> blocks = snapshots.blocks(name).iterator();
        blocks.next();
        snapshots.save(name, SampleRows.input(), made(40, 1));
        assertThatThrownBy(() -> blocks.forEachRemaining(
                        block -> assertThat(block.files()).hasSize(1)))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }
}
