package org.wms2.domain.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.request.LumiMask;

class SnapshotReaderTest {
    private final FakeCatalogue catalogue = new FakeCatalogue();
    private final Selected selected = new Selected();

    @BeforeEach
    void three_blocks() {
        catalogue
                .file("b", "3.root", 2)
                .file("b", "2.root", 2)
                .file("a", "9.root", 1)
                .file("c", "5.root", 3);
        catalogue.at("a", "T2_CH_CERN").at("b", "T2_CH_CERN").at("b", "T1_US_FNAL_Disk");
    }

    private Iterator<InputBlock> reading() {
        return new SnapshotReader(catalogue, catalogue).appended(selected.workflow(), selected.caps());
    }

    private List<InputBlock> read() {
        List<InputBlock> blocks = new ArrayList<>();
        reading().forEachRemaining(blocks::add);
        return blocks;
    }

    private List<Integer> sizes() {
        return read().stream().map(b -> b.files().size()).toList();
    }

    private List<String> names() {
        return read().stream().map(b -> b.name().value().split("#", 2)[1]).toList();
    }

    private void assertRefused(String field, String words) {
        assertThatThrownBy(() -> read()).isInstanceOfSatisfying(InputRefusedException.class, e -> {
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.text()).contains(words);
        });
    }

    @Test
    void blocks_come_by_name_files_by_lfn_and_ordinals_without_gaps() {
        List<InputBlock> blocks = read();

        assertThat(blocks).extracting(InputBlock::ordinal).containsExactly(0, 1, 2);
        assertThat(blocks.stream().flatMap(b -> b.files().stream()))
                .extracting(InputFile::ordinal, f -> f.lfn().value())
                .containsExactly(
                        tuple(0L, "/store/data/9.root"),
                        tuple(1L, "/store/data/2.root"),
                        tuple(2L, "/store/data/3.root"),
                        tuple(3L, "/store/data/5.root"));
        assertThat(blocks.get(1).rses()).hasToString("[T1_US_FNAL_Disk, T2_CH_CERN]");
        assertThat(blocks.get(2).rses()).isEmpty();
    }

    @Test
    void locations_are_asked_for_once_per_hundred_blocks_and_files_once_per_block() {
        for (int i = 0; i < 200; i++) {
            catalogue.file("x" + (1000 + i), "x" + i + ".root", 1);
        }

        read();

        assertThat(catalogue.replicaCalls).isEqualTo(3);
        assertThat(catalogue.filesAsked).hasSize(203).doesNotHaveDuplicates();
    }

    @Test
    void files_are_read_only_as_far_as_blocks_are_taken() {
        Iterator<InputBlock> blocks = reading();
        assertThat(catalogue.filesAsked).hasSize(1);
        blocks.next();
        blocks.next();
        assertThat(catalogue.filesAsked).hasSize(2);
    }

    @Test
    void block_lists_select() {
        selected.blockWhitelist = List.of(FakeCatalogue.block("a"), FakeCatalogue.block("b"));
        selected.blockBlacklist = List.of(FakeCatalogue.block("a"));
        assertThat(names()).containsExactly("b");
    }

    @Test
    void run_lists_select_blocks() {
        selected.runWhitelist = List.of(1, 2);
        assertThat(names()).containsExactly("a", "b");
        selected.runBlacklist = List.of(2);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void a_mask_selects_blocks_and_silences_the_run_lists() {
        selected.mask = Selected.mask(2, 5, 9);
        selected.runWhitelist = List.of(1);
        assertThat(names()).containsExactly("b");
    }

    @Test
    void a_selected_block_brings_all_its_files() {
        catalogue.file("b", "4.root", 9);
        selected.mask = Selected.mask(9, 1, 1);
        assertThat(read()).singleElement().satisfies(b -> assertThat(b.files()).hasSize(3));
    }

    @Test
    void caps_end_the_snapshot() {
        selected.maxFiles = 2;
        assertThat(sizes()).containsExactly(1, 1);
        selected.maxFiles = null;
        selected.maxEvents = 25L;
        assertThat(sizes()).containsExactly(1, 2);
        selected.maxEvents = 1L;
        assertThat(sizes()).containsExactly(1);
    }

    @Test
    void a_cap_counts_only_files_with_something_to_do() {
        catalogue.file("b", "4.root", 9);
        selected.mask = Selected.mask(9, 1, 1);
        selected.maxFiles = 1;
        assertThat(read())
                .singleElement()
                .satisfies(b ->
                        assertThat(b.files()).extracting(f -> f.lfn().value()).endsWith("/store/data/4.root"));
    }

    @Test
    void positions_follow_each_other() {
        assertThat(read())
                .extracting(InputBlock::firstPosition, InputBlock::endPosition)
                .containsExactly(tuple(0L, 5L), tuple(5L, 15L), tuple(15L, 20L));
    }

    @Test
    void parents_come_only_with_a_request_that_includes_them() {
        Lfn parent = FakeCatalogue.lfn("parent.root");
        catalogue.parents.put(FakeCatalogue.lfn("2.root"), List.of(parent));
        assertThat(read().get(1).files())
                .allSatisfy(f -> assertThat(f.parents()).isEmpty());
        selected.parents = true;
        assertThat(read().get(1).files()).extracting(InputFile::parents).containsExactly(List.of(parent), List.of());
    }

    @Test
    void nothing_selected_is_refused_with_the_condition_that_left_none() {
        selected.mask = Selected.mask(2, 6, 9);
        assertRefused("LumiList", "none of the 4 valid files");
        selected.mask = LumiMask.ALL;
        selected.runWhitelist = List.of(7);
        assertRefused("RunWhitelist", "in 3 blocks");
        selected.runWhitelist = List.of();
        selected.runBlacklist = List.of(1, 2, 3);
        assertRefused("RunBlacklist", "in 3 blocks");
        selected.blockWhitelist = List.of(FakeCatalogue.block("z"));
        assertRefused("BlockWhitelist", "none of its 3 blocks");
        selected.blockWhitelist = List.of();
        selected.blockBlacklist = List.of(FakeCatalogue.block("a"), FakeCatalogue.block("b"), FakeCatalogue.block("c"));
        assertRefused("BlockBlacklist", "none of its 3 blocks");
    }

    @Test
    void a_dataset_that_is_empty_or_unknown_is_refused() {
        catalogue.contents.replaceAll((b, f) -> List.of());
        assertRefused("InputDataset", "no valid file");
        catalogue.contents.clear();
        assertRefused("InputDataset", "without blocks");
        catalogue.datasetKnown = false;
        assertRefused("InputDataset", "unknown to DBS");
    }
}
