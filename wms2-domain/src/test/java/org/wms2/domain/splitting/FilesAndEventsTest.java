package org.wms2.domain.splitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.LumiMask;

/** Jobs of whole files and of events of files. */
class FilesAndEventsTest {
    private static FileBased byFile(int perJob, boolean byRun, LumiMask mask, long total) {
        return new FileBased(new FileBased.Rules(perJob, byRun, mask, total));
    }

    @Test
    void a_job_has_so_many_files_and_with_run_boundaries_those_of_one_lowest_run() {
        InputUnits units = new FileUnits(LumiMask.ALL);
        InputBlock block = new WrittenFiles()
                .add(1, "1:1")
                .add(1, "2:1")
                .add(1, "2:2")
                .add(1, "")
                .block(units);

        assertThat(WrittenFiles.jobs(byFile(2, false, LumiMask.ALL, 0), block)).containsExactly("f0 f1", "f2 f3");
        assertThat(WrittenFiles.jobs(byFile(2, true, LumiMask.ALL, 0), block)).containsExactly("f0", "f1 f2", "f3");
        assertThat(WrittenFiles.jobs(byFile(2, false, LumiMask.ALL, 3), block)).containsExactly("f0 f1", "f2");
        assertThat(WrittenFiles.jobs(byFile(2, false, LumiMask.ALL, 0), block, new Span(0, 1), new Span(3, 4)))
                .containsExactly("f0 f3");
    }

    @Test
    void a_mask_leaves_files_out_and_says_which_sections_of_the_others_are_good() {
        LumiMask mask = Inputs.mask(1, 2, 3);
        InputUnits units = new FileUnits(mask);
        InputBlock block = new WrittenFiles()
                .add(10, "1:1-4")
                .add(7, "1:9")
                .add(10, "1:3")
                .add(5, "")
                .block(units);

        assertThat(WrittenFiles.jobs(byFile(2, false, mask, 0), block)).containsExactly("f0 f2 1:2-3,3");
        assertThat(units.exclusions(block.name(), block.files()))
                .containsExactly(
                        new Exclusion(block.name(), ExclusionReason.MASK, 1, 3, 7),
                        new Exclusion(block.name(), ExclusionReason.NO_LUMIS, 1, 0, 5));
        assertThat(units.positionOf(block, block.files().get(2), 1, 3)).hasValue(1);
        assertThat(units.positionOf(block, block.files().get(0), 1, 4)).isEmpty();
    }

    @Test
    void a_masked_files_events_are_its_good_sections_times_the_rounded_average() {
        LumiMask mask = Inputs.mask(1, 1, 3);
        InputBlock block = new WrittenFiles().add(100, "1:1-3").block(new FileUnits(mask)); // 33.3 is 33

        assertThat(byFile(1, false, mask, 0)
                        .split(block, List.of(Span.ALL))
                        .next()
                        .events())
                .isEqualTo(99);
    }

    @Test
    void slices_begin_at_multiples_of_the_events_per_job_whatever_is_wanted() {
        InputBlock block =
                new WrittenFiles().add(250, "").add(0, "").add(100, "").block(new EventUnits());
        EventBased splitter = new EventBased(100, false);

        assertThat(block.positions()).isEqualTo(351);
        assertThat(WrittenFiles.jobs(splitter, block))
                .containsExactly("f0 0-99", "f0 100-199", "f0 200-249", "f1", "f2 0-99");
        assertThat(WrittenFiles.jobs(splitter, block, new Span(150, 220), new Span(230, 351)))
                .containsExactly("f0 150-199", "f0 200-219", "f0 230-249", "f1", "f2 0-99");
    }

    @Test
    void deterministic_pileup_skips_what_each_job_before_uses() {
        InputBlock block = new WrittenFiles().add(250, "").block(new EventUnits());

        SplitJob first =
                new EventBased(100, true).split(block, List.of(Span.ALL)).next();

        assertThat(first.at(0, 7).skipPileupEvents()).isEqualTo(700);
        assertThat(new EventBased(100, false)
                        .split(block, List.of(Span.ALL))
                        .next()
                        .at(0, 7)
                        .skipPileupEvents())
                .isNull();
    }

    @Test
    void a_job_reads_the_parents_of_its_files_too() {
        InputBlock block = new WrittenFiles()
                .add(1, "1:1", List.of(WrittenFiles.lfn("parent")))
                .block(new EventUnits());

        SplitJob job = byFile(1, false, LumiMask.ALL, 0)
                .split(block, List.of(Span.ALL))
                .next();

        assertThat(job.inputs().getFirst().parents()).containsExactly(WrittenFiles.lfn("parent"));
    }

    @Test
    void a_number_per_job_below_1_is_refused() {
        assertThatThrownBy(() -> byFile(0, false, LumiMask.ALL, 0)).isInstanceOf(InputRefusedException.class);
        assertThatThrownBy(() -> new EventBased(0, false)).isInstanceOf(InputRefusedException.class);
    }
}
