package org.wms2.domain.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.input.SnapshotPart.Exclude;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.request.LumiRange;

class ExclusionsTest {
    private final FakeCatalogue catalogue = new FakeCatalogue();
    private final Selected selected = new Selected();

    @BeforeEach
    void three_blocks() {
        catalogue
                .file("a", "1.root", 1)
                .file("b", "2.root", 2)
                .file("b", "3.root", 2)
                .file("b", "4.root", 4)
                .file("c", "5.root", 3);
    }

    private static Exclusion exclusion(String block, ExclusionReason reason, long files, long lumis, long events) {
        return new Exclusion(FakeCatalogue.block(block), reason, files, lumis, events);
    }

    private static List<Exclusion> in(List<SnapshotPart> parts) {
        return parts.stream()
                .filter(Exclude.class::isInstance)
                .map(part -> ((Exclude) part).exclusion())
                .toList();
    }

    private List<Exclusion> first() {
        return in(selected.of(catalogue).differences());
    }

    @Test
    void nothing_is_excluded_where_everything_is_selected() {
        assertThat(first()).isEmpty();
    }

    @Test
    void blocks_that_the_lists_leave_out_count_as_dbs_counts_them() {
        selected.blockBlacklist = List.of(FakeCatalogue.block("b"));
        catalogue.invalidate("2.root");
        assertThat(first()).containsExactly(exclusion("b", ExclusionReason.BLOCK_LIST, 3, 0, 0));
    }

    @Test
    void blocks_outside_the_mask_count_with_their_lumis_and_events() {
        selected.mask = Selected.mask(1, 2, 3);
        catalogue.invalidate("2.root");
        assertThat(first())
                .containsExactly(
                        exclusion("a", ExclusionReason.MASK, 0, 3, 0),
                        exclusion("b", ExclusionReason.MASK, 2, 10, 20),
                        exclusion("b", ExclusionReason.INVALID, 1, 0, 0),
                        exclusion("c", ExclusionReason.MASK, 1, 5, 10));
    }

    @Test
    void blocks_without_a_run_that_the_lists_leave_are_left_out_for_it() {
        selected.runWhitelist = List.of(1, 3);
        assertThat(first()).containsExactly(exclusion("b", ExclusionReason.RUN_LIST, 3, 15, 30));
    }

    @Test
    void files_that_dbs_counts_but_does_not_give_are_invalid() {
        catalogue.invalidate("3.root").invalidate("5.root");
        assertThat(first())
                .containsExactly(
                        exclusion("b", ExclusionReason.INVALID, 1, 0, 0),
                        exclusion("c", ExclusionReason.INVALID, 1, 0, 0));
    }

    @Test
    void a_file_without_lumis_is_left_out_by_a_splitter_that_goes_by_lumis() {
        catalogue.file("c", "6.root", 10, List.of());
        assertThat(first()).containsExactly(exclusion("c", ExclusionReason.NO_LUMIS, 1, 0, 10));
    }

    @Test
    void what_is_beyond_a_cap_is_excluded_also_in_blocks_that_are_not_read() {
        selected.maxFiles = 2;
        assertThat(first())
                .containsExactly(
                        exclusion("b", ExclusionReason.BEYOND_TOTAL, 2, 10, 20),
                        exclusion("c", ExclusionReason.BEYOND_TOTAL, 1, 0, 0));
        assertThat(catalogue.filesAsked).containsExactly(FakeCatalogue.block("a"), FakeCatalogue.block("b"));
    }

    @Test
    void a_later_reading_gives_only_what_came_to_blocks_that_are_left_out() {
        selected.blockBlacklist = List.of(FakeCatalogue.block("c"));
        selected.mask = Selected.mask(1, 1, 5);
        KeptInput input = selected.of(catalogue);
        input.refresh();
        assertThat(input.differences()).isEmpty();

        catalogue.file("b", "7.root", 2).file("c", "8.root", 3).file("c", "9.root", 3);
        assertThat(in(input.refresh()))
                .containsExactly(
                        exclusion("b", ExclusionReason.MASK, 1, 5, 10),
                        exclusion("c", ExclusionReason.BLOCK_LIST, 2, 0, 0));
        assertThat(input.differences()).isEmpty();
        assertThat(input.known().exclusions())
                .containsExactly(
                        exclusion("b", ExclusionReason.MASK, 4, 20, 40),
                        exclusion("c", ExclusionReason.BLOCK_LIST, 3, 0, 0));
    }

    @Test
    void a_file_of_a_block_that_is_left_out_is_counted_once_whatever_becomes_of_it() {
        selected.mask = Selected.mask(1, 1, 5);
        KeptInput input = selected.of(catalogue);
        catalogue.invalidate("2.root");
        input.refresh();

        catalogue.revalidate("2.root").invalidate("3.root");
        assertThat(input.differences()).isEmpty();
    }

    @Test
    void a_block_that_was_left_out_comes_with_what_is_not_counted_yet() {
        selected.mask = Selected.mask(2, 1, 2);
        KeptInput input = selected.of(catalogue);
        input.refresh();

        catalogue.file("a", "6.root", 20, List.of(new RunLumis(2, List.of(new LumiRange(1, 3)))));
        assertThat(in(input.refresh())).containsExactly(exclusion("a", ExclusionReason.MASK, 0, 1, 0));
        assertThat(input.known().exclusions()).contains(exclusion("a", ExclusionReason.MASK, 1, 6, 10));
        assertThat(input.differences()).isEmpty();
    }
}
