package org.wms2.domain.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.workflow.InputSelection;

class SnapshotReaderTest {
    private final FakeCatalogue catalogue = new FakeCatalogue();
    private List<BlockName> whitelist = List.of();
    private List<BlockName> blacklist = List.of();
    private List<Integer> runWhitelist = List.of();
    private List<Integer> runBlacklist = List.of();
    private LumiMask mask = LumiMask.ALL;

    @BeforeEach
    void three_blocks() {
        catalogue
                .file("b", "3.root", 2)
                .file("b", "2.root", 2)
                .file("a", "9.root", 1)
                .file("c", "5.root", 3);
        catalogue.at("a", "T2_CH_CERN").at("b", "T2_CH_CERN").at("b", "T1_US_FNAL_Disk");
    }

    private InputSelection selection() {
        return new InputSelection(FakeCatalogue.DATASET, whitelist, blacklist, runWhitelist, runBlacklist, mask, false);
    }

    private List<InputBlock> read(@Nullable Integer maxFiles, @Nullable Long maxEvents) {
        List<InputBlock> blocks = new ArrayList<>();
        new SnapshotReader(catalogue, catalogue)
                .read(selection(), maxFiles, maxEvents)
                .forEachRemaining(blocks::add);
        return blocks;
    }

    private List<String> names() {
        return read(null, null).stream()
                .map(b -> b.name().value().split("#", 2)[1])
                .toList();
    }

    private void assertRefused(String field, String words) {
        assertThatThrownBy(() -> read(null, null)).isInstanceOfSatisfying(InputRefusedException.class, e -> {
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.text()).contains(words);
        });
    }

    private static LumiMask mask(int run, long first, long last) {
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        runs.put(run, List.of(new LumiRange(first, last)));
        return new LumiMask(runs);
    }

    @Test
    void blocks_come_by_name_files_by_lfn_and_ordinals_without_gaps() {
        List<InputBlock> blocks = read(null, null);

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

        read(null, null);

        assertThat(catalogue.replicaCalls).isEqualTo(3);
        assertThat(catalogue.filesAsked).hasSize(203).doesNotHaveDuplicates();
    }

    @Test
    void files_are_read_only_as_far_as_blocks_are_taken() {
        Iterator<InputBlock> blocks = new SnapshotReader(catalogue, catalogue).read(selection(), null, null);
        assertThat(catalogue.filesAsked).hasSize(1);
        blocks.next();
        blocks.next();
        assertThat(catalogue.filesAsked).hasSize(2);
    }

    @Test
    void block_lists_select() {
        whitelist = List.of(FakeCatalogue.block("a"), FakeCatalogue.block("b"));
        blacklist = List.of(FakeCatalogue.block("a"));
        assertThat(names()).containsExactly("b");
    }

    @Test
    void run_lists_select_blocks() {
        runWhitelist = List.of(1, 2);
        assertThat(names()).containsExactly("a", "b");
        runBlacklist = List.of(2);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void a_mask_selects_blocks_and_silences_the_run_lists() {
        mask = mask(2, 5, 9);
        runWhitelist = List.of(1);
        assertThat(names()).containsExactly("b");
    }

    @Test
    void a_selected_block_brings_all_its_files() {
        catalogue.file("b", "4.root", 9);
        mask = mask(9, 1, 1);
        assertThat(read(null, null))
                .singleElement()
                .satisfies(b -> assertThat(b.files()).hasSize(3));
    }

    @Test
    void caps_end_the_snapshot() {
        assertThat(read(2, null).stream().mapToInt(b -> b.files().size())).containsExactly(1, 1);
        assertThat(read(null, 25L).stream().mapToInt(b -> b.files().size())).containsExactly(1, 2);
        assertThat(read(null, 1L).stream().mapToInt(b -> b.files().size())).containsExactly(1);
    }

    @Test
    void a_cap_counts_only_files_with_something_to_do() {
        catalogue.file("b", "4.root", 9);
        mask = mask(9, 1, 1);
        assertThat(read(1, null))
                .singleElement()
                .satisfies(b ->
                        assertThat(b.files()).extracting(f -> f.lfn().value()).endsWith("/store/data/4.root"));
    }

    @Test
    void nothing_selected_is_refused_with_the_condition_that_left_none() {
        mask = mask(2, 6, 9);
        assertRefused("LumiList", "none of the 4 valid files");
        mask = LumiMask.ALL;
        runWhitelist = List.of(7);
        assertRefused("RunWhitelist", "in 3 blocks");
        runWhitelist = List.of();
        runBlacklist = List.of(1, 2, 3);
        assertRefused("RunBlacklist", "in 3 blocks");
        whitelist = List.of(FakeCatalogue.block("z"));
        assertRefused("BlockWhitelist", "none of its 3 blocks");
        whitelist = List.of();
        blacklist = List.of(FakeCatalogue.block("a"), FakeCatalogue.block("b"), FakeCatalogue.block("c"));
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
