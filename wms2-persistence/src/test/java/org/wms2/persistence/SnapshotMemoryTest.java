package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.SnapshotStore;
import org.wms2.ports.store.Stores;

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
    private Claim claim;

    @BeforeEach
    void createRequest() {
        Stores stores = POSTGRES.emptyStores();
        stores.requests()
                .create(SampleRows.request("large", RequestStatus.SUBMITTED), SampleRows.workflow("large"), "test");
        claim = stores.requests().claim(name, "us", Duration.ofMinutes(5)).orElseThrow();
        snapshots = stores.snapshots();
    }

    private SnapshotHeader read() {
        Iterator<SnapshotPart> parts = IntStream.range(0, BLOCKS)
                .<SnapshotPart>mapToObj(
                        ordinal -> new SnapshotPart.Append(watched(SampleRows.inputBlock(ordinal, FILES))))
                .iterator();
        return snapshots.extend(claim, SampleRows.input(), SampleRows.T0, parts);
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
    void storing_holds_a_block_at_a_time() {
        assertThat(read().files()).isEqualTo((long) BLOCKS * FILES);
        assertThat(seen).hasSize(BLOCKS);
    }

    @Test
    void reading_holds_a_few_blocks_at_a_time_and_no_connection() {
        read();
        for (Iterable<InputBlock> blocks : List.of(snapshots.blocks(name), snapshots.blocks(name, Span.ALL))) {
            seen.clear();
            for (InputBlock block : blocks) {
                watched(block);
            }
            assertThat(seen).hasSize(BLOCKS);
        }
        List<Iterator<InputBlock>> open = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Iterator<InputBlock> blocks = snapshots.blocks(name).iterator();
            blocks.next();
            open.add(blocks);
        }
        assertThat(open).as("more readers than the pool has connections").allMatch(Iterator::hasNext);
    }
}
