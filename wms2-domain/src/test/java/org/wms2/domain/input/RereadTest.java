package org.wms2.domain.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.input.SnapshotPart.Append;
import org.wms2.ports.input.SnapshotPart.Invalidate;
import org.wms2.ports.input.SnapshotPart.Relocate;
import org.wms2.ports.ledger.Span;

/** Block a has positions 0 to 4, block b 5 to 14, five for each file; every file has five lumi sections. */
class RereadTest {
    private final FakeCatalogue catalogue = new FakeCatalogue();
    private final Selected selected = new Selected();
    private KeptInput input = selected.of(catalogue);

    @BeforeEach
    void two_blocks_are_known() {
        catalogue.file("a", "1.root", 1).file("b", "2.root", 2).file("b", "4.root", 2);
        catalogue.at("a", "T2_CH_CERN").at("b", "T2_CH_CERN");
        input.refresh();
    }

    private static InputBlock onlyBlock(List<SnapshotPart> parts) {
        assertThat(parts).singleElement().isInstanceOf(Append.class);
        return ((Append) parts.getFirst()).block();
    }

    private static Invalidate invalid(long first, long end) {
        return new Invalidate(new Span(first, end), "of files that are not valid in DBS any more");
    }

    @Test
    void nothing_has_changed_if_nothing_has() {
        assertThat(input.refresh()).isEmpty();
        assertThat(input.blocks()).hasSize(2);
    }

    @Test
    void files_that_came_to_a_known_block_are_a_further_part_of_it() {
        catalogue.file("b", "3.root", 2).file("b", "0.root", 2);
        InputBlock part = onlyBlock(input.refresh());
        assertThat(part.name()).isEqualTo(FakeCatalogue.block("b"));
        assertThat(part.ordinal()).isEqualTo(2);
        assertThat(part.firstPosition()).isEqualTo(15);
        assertThat(part.files())
                .extracting(InputFile::ordinal, InputFile::lfn)
                .containsExactly(tuple(3L, FakeCatalogue.lfn("0.root")), tuple(4L, FakeCatalogue.lfn("3.root")));
        assertThat(input.differences()).isEmpty();
    }

    @Test
    void new_blocks_come_by_name_after_what_is_known() {
        catalogue.file("c", "9.root", 1).file("aa", "8.root", 1);
        assertThat(input.refresh())
                .extracting(
                        part -> ((Append) part).block().name(),
                        part -> ((Append) part).block().ordinal())
                .containsExactly(tuple(FakeCatalogue.block("aa"), 2), tuple(FakeCatalogue.block("c"), 3));
    }

    @Test
    void a_file_that_is_not_valid_any_more_loses_the_positions_that_nobody_has_taken() {
        input.take(new Span(4, 7), new Span(8, 9));
        catalogue.invalidate("2.root");
        assertThat(input.refresh()).containsExactly(invalid(7, 8), invalid(9, 10));
        assertThat(input.differences()).isEmpty();
    }

    @Test
    void what_a_work_unit_gives_back_of_an_invalid_file_is_invalid_at_the_next_reading() {
        WorkUnitId unit = input.take(new Span(4, 7));
        catalogue.invalidate("2.root");
        input.refresh();

        input.replace(unit);
        assertThat(input.refresh()).containsExactly(invalid(5, 7));
    }

    @Test
    void a_deleted_file_is_as_an_invalid_one() {
        Objects.requireNonNull(catalogue.contents.get(FakeCatalogue.block("b")))
                .removeIf(f -> f.lfn().equals(FakeCatalogue.lfn("4.root")));
        assertThat(input.refresh()).containsExactly(invalid(10, 15));
    }

    @Test
    void a_file_that_is_valid_again_comes_as_a_new_one() {
        catalogue.invalidate("2.root");
        input.refresh();
        catalogue.revalidate("2.root");

        InputBlock part = onlyBlock(input.refresh());
        assertThat(part.files())
                .extracting(InputFile::ordinal, InputFile::lfn)
                .containsExactly(tuple(3L, FakeCatalogue.lfn("2.root")));
        assertThat(part.firstPosition()).isEqualTo(15);
        assertThat(input.differences()).isEmpty();

        catalogue.invalidate("2.root");
        assertThat(input.refresh()).containsExactly(invalid(15, 20));
    }

    @Test
    void a_file_that_is_valid_again_goes_on_where_a_work_unit_has_some_of_it() {
        input.take(new Span(5, 6));
        catalogue.invalidate("2.root");
        input.refresh();
        catalogue.revalidate("2.root");
        assertThat(input.differences()).isEmpty();
    }

    @Test
    void a_file_that_is_valid_again_before_it_lost_a_position_is_not_new() {
        WorkUnitId unit = input.take(new Span(5, 10));
        catalogue.invalidate("2.root");
        assertThat(input.refresh()).isEmpty();
        input.replace(unit);
        catalogue.revalidate("2.root");
        assertThat(input.refresh()).isEmpty();
    }

    @Test
    void replicas_that_came_or_went_relocate_every_part_of_the_block() {
        catalogue.file("b", "3.root", 2);
        input.refresh();
        TreeSet<RseName> now = new TreeSet<>(List.of(new RseName("T1_US_FNAL_Disk"), new RseName("T2_CH_CERN")));
        catalogue.at("b", "T1_US_FNAL_Disk");
        assertThat(input.refresh()).containsExactly(new Relocate(1, now), new Relocate(2, now));
        catalogue.places.clear();
        assertThat(input.refresh())
                .containsExactly(
                        new Relocate(0, new TreeSet<>()),
                        new Relocate(1, new TreeSet<>()),
                        new Relocate(2, new TreeSet<>()));
        assertThat(input.differences()).isEmpty();
    }

    @Test
    void a_block_that_dbs_does_not_list_is_gone_if_it_lists_others() {
        input.take(new Span(5, 6));
        List<?> files = List.copyOf(catalogue.contents.get(FakeCatalogue.block("b")));
        catalogue.contents.remove(FakeCatalogue.block("b"));
        assertThat(input.refresh())
                .containsExactly(new Invalidate(new Span(6, 15), "of a block that is not in DBS any more"));
        assertThat(input.differences()).isEmpty();

        catalogue.file("b", "2.root", 2).file("b", "4.root", 2);
        assertThat(catalogue.contents.get(FakeCatalogue.block("b"))).isEqualTo(files);
        assertThat(onlyBlock(input.refresh()).files())
                .extracting(InputFile::lfn)
                .containsExactly(FakeCatalogue.lfn("4.root"));
    }

    @Test
    void a_dataset_without_any_block_is_no_information() {
        catalogue.silent = true;
        assertThat(input.refresh()).isEmpty();
    }

    @Test
    void a_block_whose_files_dbs_does_not_know_at_all_is_no_information() {
        catalogue.contents.put(FakeCatalogue.block("b"), List.of());
        assertThat(input.refresh()).isEmpty();
    }

    @Test
    void a_block_whose_files_are_all_invalid_is_invalid() {
        catalogue.invalidate("2.root").invalidate("4.root");
        assertThat(input.refresh()).containsExactly(invalid(5, 15));
        catalogue.revalidate("2.root").revalidate("4.root");
        assertThat(onlyBlock(input.refresh()).files()).hasSize(2);
    }

    @Test
    void a_service_that_is_down_is_no_difference() {
        catalogue.down = true;
        assertThatThrownBy(() -> input.refresh()).isInstanceOf(ServiceUnavailableException.class);
        assertThat(input.blocks()).hasSize(2);
    }

    @Test
    void a_capped_request_gets_nothing_more() {
        selected.maxFiles = 2;
        KeptInput capped = selected.of(catalogue);
        capped.refresh();
        catalogue.file("b", "3.root", 2).file("c", "9.root", 1).invalidate("1.root");
        assertThat(capped.refresh()).containsExactly(invalid(0, 5));
        catalogue.revalidate("1.root");
        assertThat(onlyBlock(capped.refresh()).files())
                .extracting(InputFile::lfn)
                .containsExactly(FakeCatalogue.lfn("1.root"));
    }

    @Test
    void a_known_block_whose_selected_lumis_are_gone_is_still_read() {
        selected.mask = Selected.mask(2, 1, 2);
        KeptInput masked = selected.of(catalogue);
        masked.refresh();
        catalogue.invalidate("2.root").invalidate("4.root").file("b", "5.root", 7);
        assertThat(masked.refresh()).contains(invalid(0, 4));
        assertThat(masked.differences()).isEmpty();
    }

    @Test
    void an_input_that_is_not_followed_does_not_grow_but_loses_what_became_invalid() {
        input.followed = false;
        catalogue.invalidate("4.root");
        catalogue.file("c", "9.root", 1).file("b", "3.root", 2);

        assertThat(input.refresh()).containsExactly(invalid(10, 15));
        catalogue.revalidate("4.root");
        assertThat(onlyBlock(input.refresh()).files())
                .extracting(InputFile::lfn)
                .containsExactly(FakeCatalogue.lfn("4.root"));
    }
}
