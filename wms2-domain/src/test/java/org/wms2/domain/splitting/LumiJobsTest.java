package org.wms2.domain.splitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.workflow.LumiRules;

/** Where jobs of the splitters by lumi section begin, and what of a file has positions. */
class LumiJobsTest {
    private static final LumiRules BY_RUN = LumiRules.DEFAULT;
    private static final LumiRules ACROSS = new LumiRules(false, false, false, 172_800);
    private static final LumiRules CORRECTED = new LumiRules(false, false, true, 172_800);
    private static final InputUnits ALL = new LumiUnits(LumiMask.ALL, List.of(), false);

    private static LumiSelection all(LumiRules rules) {
        return new LumiSelection(LumiMask.ALL, List.of(), rules, false, false);
    }

    private static Splitter byLumi(LumiRules rules, long perJob) {
        return new LumiBased(new LumiBased.Rules(all(rules), perJob, 0));
    }

    private static Splitter byEvent(LumiRules rules, long perJob, double seconds) {
        return new EventAwareLumiBased(new EventAwareLumiBased.Rules(all(rules), perJob, seconds, 0, 0, true));
    }

    @Test
    void a_job_goes_on_in_the_next_file_but_not_in_the_next_run() {
        InputBlock block =
                new WrittenFiles().add(80, "1:1-4").add(80, "1:5-8 2:1-4").block(ALL);

        assertThat(WrittenFiles.jobs(byLumi(BY_RUN, 6), block))
                .containsExactly("f0 f1 1:1-4,5-6", "f1 1:7-8", "f1 2:1-4");
        assertThat(WrittenFiles.jobs(byLumi(ACROSS, 6), block)).containsExactly("f0 f1 1:1-4,5-6", "f1 1:7-8 2:1-4");
    }

    @Test
    void files_are_taken_by_lowest_run_and_its_lumi_sections() {
        InputBlock block = new WrittenFiles()
                .add(10, "2:1")
                .add(10, "1:4-5")
                .add(10, "1:4 3:1")
                .block(ALL);

        assertThat(WrittenFiles.jobs(byLumi(BY_RUN, 1), block))
                .containsExactly("f2 1:4", "f2 3:1", "f1 1:4", "f1 1:5", "f0 2:1");
        assertThat(ALL.positionsOf(block, block.files().get(1))).containsExactly(new Span(2, 4));
    }

    @Test
    void a_run_whose_sections_are_all_masked_ends_a_job_and_one_that_nobody_wants_does_not() {
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        runs.put(1, List.of(new LumiRange(1, 9)));
        runs.put(2, List.of(new LumiRange(9, 9)));
        LumiSelection masked = new LumiSelection(new LumiMask(runs), List.of(), BY_RUN, false, false);
        InputUnits units = new LumiUnits(masked.mask(), List.of(), false);
        WrittenFiles files =
                new WrittenFiles().add(10, "1:1").add(10, "1:2 2:1").add(10, "1:3");

        assertThat(WrittenFiles.jobs(new LumiBased(new LumiBased.Rules(masked, 9, 0)), files.block(units)))
                .containsExactly("f0 f1 1:1,2", "f2 1:3");
        assertThat(WrittenFiles.jobs(byLumi(BY_RUN, 9), files.block(ALL), new Span(0, 1), new Span(3, 4)))
                .containsExactly("f0 f2 1:1,3");
    }

    @Test
    void a_section_over_the_time_limit_is_a_failed_job_unless_its_file_has_more_or_it_is_not_wanted() {
        LumiRules rules = new LumiRules(false, false, false, 100);
        InputBlock block = new WrittenFiles()
                .add(10, "1:1")
                .add(500, "1:2")
                .add(10, "1:3")
                .add(900, "1:4-5")
                .block(ALL);

        assertThat(WrittenFiles.jobs(byEvent(rules, 40, 1), block))
                .containsExactly("f0 1:1", "!f1 1:2", "f2 1:3", "f3 1:4", "f3 1:5");
        assertThat(WrittenFiles.jobs(byEvent(rules, 40, 1), block, new Span(0, 1), new Span(2, 3)))
                .containsExactly("f0 f2 1:1,3");
    }

    @Test
    void nothing_joins_a_section_over_the_time_limit_but_in_recorded_cases() {
        LumiRules rules = new LumiRules(false, false, false, 100);
        InputBlock block = new WrittenFiles()
                .add(10, "1:1")
                .add(150, "1:2")
                .add(10, "1:3")
                .add(20, "1:4-5")
                .block(ALL);
        LumiSelection recorded = new LumiSelection(LumiMask.ALL, List.of(), rules, false, true);

        assertThat(WrittenFiles.jobs(byEvent(rules, 400, 1), block))
                .containsExactly("f0 1:1", "!f1 1:2", "f2 f3 1:3,4-5");
        assertThat(WrittenFiles.jobs(
                        new EventAwareLumiBased(new EventAwareLumiBased.Rules(recorded, 400, 1, 0, 0, true)), block))
                .containsExactly("f0 1:1", "!f1 f2 f3 1:2,3,4-5");
    }

    @Test
    void events_per_section_are_rounded_half_to_even() {
        InputBlock block = new WrittenFiles().add(250, "1:1-4").add(0, "1:5-6").block(ALL); // 62.5 is 62

        assertThat(WrittenFiles.jobs(byEvent(ACROSS, 186, 1), block)).containsExactly("f0 1:1-3", "f0 f1 1:4,5-6");
    }

    @Test
    void a_job_that_would_process_a_section_of_another_job_does_not_read_its_file() {
        // f1 has section 2 of f0 as well: a job of 1:1-2 of f0 and 1:1 of f1 would process 1:2 of f1 too.
        InputBlock block = new WrittenFiles().add(10, "1:1-2").add(10, "1:2-5").block(ALL);

        assertThat(WrittenFiles.jobs(byLumi(BY_RUN, 3), block)).containsExactly("f0 f1 1:1-2,2", "f1 1:3-5");
        assertThat(WrittenFiles.jobs(byLumi(BY_RUN, 2), block)).containsExactly("f0 1:1-2", "f1 1:2-3", "f1 1:4-5");
        assertThat(WrittenFiles.jobs(byLumi(BY_RUN, 3), block, new Span(0, 2), new Span(4, 6)))
                .as("what of f1 is not wanted may be another job's")
                .containsExactly("f0 1:1-2", "f1 1:4-5");
    }

    @Test
    void with_correction_the_first_job_that_has_a_section_reads_all_files_that_have_it() {
        InputUnits units = new LumiUnits(LumiMask.ALL, List.of(), true);
        InputBlock block = new WrittenFiles().add(10, "1:1-2").add(10, "1:2-5").block(units);

        assertThat(WrittenFiles.jobs(byLumi(CORRECTED, 2), block)).containsExactly("f0 f1 1:1-2", "f1 1:3-4", "f1 1:5");
        assertThat(units.exclusions(block.name(), block.files()))
                .containsExactly(new Exclusion(block.name(), ExclusionReason.DUPLICATE, 0, 1, 0));
        assertThat(units.positionOf(block, block.files().get(1), 1, 2)).isEmpty();
        assertThat(units.positionOf(block, block.files().get(1), 1, 3)).hasValue(2);
    }

    @Test
    void what_is_left_out_is_counted_once_by_its_reason() {
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        runs.put(1, List.of(new LumiRange(1, 3)));
        runs.put(3, List.of(new LumiRange(1, 3)));
        InputUnits units = new LumiUnits(new LumiMask(runs), List.of(1, 2), false);
        InputBlock block = new WrittenFiles()
                .add(10, "1:1-5")
                .add(20, "2:1-2")
                .add(40, "3:1")
                .add(80, "")
                .block(units);

        assertThat(block.positions()).isEqualTo(3);
        assertThat(units.exclusions(block.name(), block.files()))
                .containsExactlyInAnyOrder(
                        new Exclusion(block.name(), ExclusionReason.MASK, 1, 4, 20),
                        new Exclusion(block.name(), ExclusionReason.RUN_LIST, 1, 1, 40),
                        new Exclusion(block.name(), ExclusionReason.NO_LUMIS, 1, 0, 80));
    }

    @Test
    void a_gap_behind_section_0_ends_a_range_as_any_other() {
        InputBlock block =
                new WrittenFiles().add(30, "1:0,5,7").add(30, "2:0-2").block(ALL);

        assertThat(WrittenFiles.jobs(byLumi(BY_RUN, 9), block)).containsExactly("f0 1:0,5,7", "f1 2:0-2");
        assertThat(WrittenFiles.jobs(byLumi(BY_RUN, 9), block, new Span(3, 4), new Span(5, 6)))
                .containsExactly("f1 2:0,2");
    }

    @Test
    void a_section_in_the_gap_of_another_file_is_processed_once() {
        InputBlock block = new WrittenFiles().add(20, "1:0,3").add(20, "1:1-2").block(ALL);

        assertThat(WrittenFiles.jobs(byLumi(BY_RUN, 3), block)).containsExactly("f0 f1 1:0,1,3", "f1 1:2");
    }

    @Test
    void in_recorded_cases_a_gap_behind_section_0_does_not_end_a_range_unless_something_between_is_left_out() {
        InputBlock block =
                new WrittenFiles().add(30, "1:0,5,7").add(30, "2:0-2").block(ALL);
        LumiSelection recorded = new LumiSelection(LumiMask.ALL, List.of(), BY_RUN, false, true);

        assertThat(WrittenFiles.jobs(new LumiBased(new LumiBased.Rules(recorded, 9, 0)), block))
                .containsExactly("f0 1:0-5,7", "f1 2:0-2");
        assertThat(WrittenFiles.jobs(
                        new LumiBased(new LumiBased.Rules(recorded, 9, 0)), block, new Span(3, 4), new Span(5, 6)))
                .containsExactly("f1 2:0,2");
    }
}
