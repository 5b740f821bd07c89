package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wms2.ports.store.StoreFixtures.INPUT;
import static org.wms2.ports.store.StoreFixtures.inputBlock;
import static org.wms2.ports.store.StoreFixtures.name;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.request.RequestStatus;

/** What every {@link SnapshotStore} does. */
public abstract class SnapshotStoreContract extends StoreContract {
    @BeforeEach
    void aRequest() {
        create("r", RequestStatus.SUBMITTED);
    }

    private SnapshotHeader save(Stream<InputBlock> blocks) {
        return stores().snapshots().save(name("r"), INPUT, blocks.iterator());
    }

    @Test
    void withoutASnapshotThereIsNothing() {
        assertThat(stores().snapshots().header(name("r"))).isEmpty();
        assertThat(stores().snapshots().blocks(name("r"))).isEmpty();
    }

    @Test
    void aSnapshotIsReadAsItWasSavedAsOftenAsAsked() {
        List<InputBlock> blocks = List.of(inputBlock(0, 3), inputBlock(1, 0), inputBlock(2, 2));
        SnapshotHeader header = save(blocks.stream());
        assertThat(header.request()).isEqualTo(name("r"));
        assertThat(header.dataset()).isEqualTo(INPUT);
        assertThat(header.blocks()).isEqualTo(3);
        assertThat(header.files()).isEqualTo(5);
        assertThat(header.events()).isEqualTo(3_003 + 2_001);
        assertThat(header.bytes()).isEqualTo(12_500_000_000L);
        assertThat(stores().snapshots().header(name("r"))).contains(header);
        Iterable<InputBlock> read = stores().snapshots().blocks(name("r"));
        for (int time = 0; time < 2; time++) {
            assertThat(read).containsExactlyElementsOf(blocks);
        }
    }

    @Test
    void theOrderIsTheOrdinalsWhateverTheOrderOfSaving() {
        save(Stream.of(inputBlock(12, 1), inputBlock(3, 1), inputBlock(7, 1)));
        assertThat(stores().snapshots().blocks(name("r")))
                .extracting(InputBlock::ordinal)
                .containsExactly(3, 7, 12);
    }

    @Test
    void aLaterSnapshotReplacesTheEarlier() {
        save(IntStream.range(0, 5).mapToObj(i -> inputBlock(i, 2)));
        assertThat(save(Stream.of(inputBlock(0, 1))).blocks()).isEqualTo(1);
        assertThat(stores().snapshots().blocks(name("r"))).containsExactly(inputBlock(0, 1));
    }

    @Test
    void anEmptySnapshotIsASnapshot() {
        assertThat(save(Stream.empty()).blocks()).isZero();
        assertThat(stores().snapshots().header(name("r"))).isPresent();
        assertThat(stores().snapshots().blocks(name("r"))).isEmpty();
    }

    @Test
    void aSourceThatBreaksOffLeavesTheEarlierSnapshot() {
        SnapshotHeader header = save(Stream.of(inputBlock(0, 1)));
        Stream<InputBlock> breaking = IntStream.range(0, 9).mapToObj(i -> {
            if (i == 5) {
                throw new ServiceUnavailableException("DBS", "timeout");
            }
            return inputBlock(i, 1);
        });
        assertThatThrownBy(() -> save(breaking)).isInstanceOf(ServiceUnavailableException.class);
        assertThat(stores().snapshots().header(name("r"))).contains(header);
        assertThat(stores().snapshots().blocks(name("r"))).containsExactly(inputBlock(0, 1));
    }

    @Test
    void twoHundredBlocksAreWrittenAndReadAsAStream() {
        SnapshotHeader header = save(IntStream.range(0, 200).mapToObj(i -> inputBlock(i, 50)));
        assertThat(header.files()).isEqualTo(10_000);
        Iterator<InputBlock> blocks = stores().snapshots().blocks(name("r")).iterator();
        for (int i = 0; i < 200; i++) {
            assertThat(blocks.next()).isEqualTo(inputBlock(i, 50));
        }
        assertThat(blocks.hasNext()).isFalse();
        assertThatThrownBy(blocks::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anUnknownRequestHasNoSnapshot() {
        assertThatThrownBy(() -> stores().snapshots()
                        .save(name("unknown"), INPUT, List.<InputBlock>of().iterator()))
                .isInstanceOf(Wms2Exception.class);
    }
}
