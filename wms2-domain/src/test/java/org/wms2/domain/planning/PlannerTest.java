package org.wms2.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wms2.domain.splitting.Inputs;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.GeneratorRange;

class PlannerTest {
    private static final Planner PLANNER =
            new Planner(new PlanningSettings(3, 4, PlanningSettings.DEFAULT.throttles()));

    private static RoundPlan plan(Workflows workflow, List<InputBlock> blocks, SiteView view) {
        return PLANNER.round(new RoundRequest(workflow.make(), 1, 0, 0, 77), workflow.input(blocks), view);
    }

    private static RoundPlan.Ready ready(RoundPlan plan) {
        assertThat(plan).isInstanceOf(RoundPlan.Ready.class);
        return (RoundPlan.Ready) plan;
    }

    private static List<WorkUnitPlan> units(RoundPlan.Ready ready) {
        List<WorkUnitPlan> units = new ArrayList<>();
        ready.plan().workUnits().forEach(units::add);
        return units;
    }

    private static String waiting(Workflows workflow, List<InputBlock> blocks, SiteView view) {
        RoundPlan plan = plan(workflow, blocks, view);
        assertThat(plan).isInstanceOf(RoundPlan.MustWait.class);
        return ((RoundPlan.MustWait) plan).reason();
    }

    private static Workflows generator(long events) {
        Workflows workflow = new Workflows();
        workflow.algo = SplittingAlgo.EVENT_BASED;
        workflow.generator = new GeneratorRange(1, 1, events, 1);
        return workflow;
    }

    @Test
    void a_unit_closes_at_the_number_of_jobs_or_when_its_largest_kept_output_is_full() {
        Workflows byJobs = generator(450);
        assertThat(units(ready(plan(byJobs, List.of(), Workflows.view()))))
                .extracting(u -> u.jobs().size())
                .containsExactly(3, 2);
        Workflows bySize = generator(450);
        bySize.maxMergeBytes = 150_000;
        assertThat(units(ready(plan(bySize, List.of(), Workflows.view()))))
                .extracting(u -> u.jobs().size())
                .containsExactly(2, 2, 1);
    }

    @Test
    void the_header_names_the_round_and_the_ids_follow_from_it() {
        RoundPlan.Ready ready = ready(PLANNER.round(
                new RoundRequest(generator(450).make(), 2, 3, 0, 77),
                generator(450).input(List.of()),
                Workflows.view()));

        assertThat(ready.plan().header().key()).hasToString("tester_Plan_1-v2-r3 attempt 0");
        assertThat(ready.plan().header().priority()).isEqualTo(77);
        assertThat(ready.jobs()).isEqualTo(5);
        assertThat(ready.exhausted()).isTrue();
        List<WorkUnitPlan> units = units(ready);
        assertThat(units).extracting(WorkUnitPlan::ordinal).containsExactly(0, 1);
        assertThat(units.get(1).id())
                .isEqualTo(WorkUnitIds.of(ready.plan().header().workflow().request(), 2, 3, 1));
        assertThat(units.get(0).jobs()).extracting(j -> j.index()).containsExactly(0, 1, 2);
        assertThat(units.get(0).estimatedBytes()).isEqualTo(300 * 1_010);
    }

    @Test
    void a_round_takes_no_more_units_than_allowed_and_the_next_goes_on() {
        RoundPlan.Ready first = ready(plan(generator(1_500), List.of(), Workflows.view()));
        assertThat(first.workUnits()).isEqualTo(4);
        assertThat(first.exhausted()).isFalse();

        assertThat(units(first).getLast().spans()).containsExactly(new Span(900, 1_200));

        List<Span> taken = List.of(new Span(0, 1_200));
        RoundPlan.Ready second = ready(PLANNER.round(
                new RoundRequest(generator(1_500).make(), 1, 1, 12, 77),
                generator(1_500).input(List.of(), taken),
                Workflows.view()));
        assertThat(second.workUnits()).isEqualTo(1);
        assertThat(second.exhausted()).isTrue();
        assertThat(PLANNER.round(
                        new RoundRequest(generator(1_500).make(), 1, 2, 15, 77),
                        generator(1_500).input(List.of(), List.of(new Span(0, 1_500))),
                        Workflows.view()))
                .isEqualTo(new RoundPlan.Nothing(List.of()));
    }

    @Test
    void what_was_given_back_is_planned_again_before_what_comes_next() {
        List<Span> taken = List.of(new Span(0, 300), new Span(600, 900));

        RoundPlan.Ready round = ready(PLANNER.round(
                new RoundRequest(generator(1_500).make(), 1, 1, 9, 77),
                generator(1_500).input(List.of(), taken),
                Workflows.view()));

        assertThat(units(round))
                .extracting(WorkUnitPlan::spans)
                .containsExactly(
                        List.of(new Span(300, 600)), List.of(new Span(900, 1_200)), List.of(new Span(1_200, 1_500)));
        assertThat(round.exhausted()).isTrue();
    }

    @Test
    void jobs_of_deterministic_pileup_skip_what_all_jobs_before_them_account_for() {
        Workflows workflow = generator(500);
        workflow.deterministic = true;

        RoundPlan.Ready round = ready(PLANNER.round(
                new RoundRequest(workflow.make(), 1, 1, 9, 77), workflow.input(List.of()), Workflows.view()));

        assertThat(units(round).stream().flatMap(u -> u.jobs().stream()))
                .extracting(JobSpec::skipPileupEvents)
                .containsExactly(900L, 1_000L, 1_100L, 1_200L, 1_300L);
    }

    @Test
    void sites_are_those_of_the_replicas_within_the_lists() {
        Workflows workflow = new Workflows();
        workflow.whitelist = List.of("T1_US_FNAL", "T2_CH_CERN", "T2_CH_CERN_HLT", "T2_DE_DESY");
        workflow.blacklist = List.of("T1_US_FNAL");
        List<InputBlock> blocks =
                new Inputs().block("T1_US_FNAL_Disk,T2_CH_CERN", 10).blocks();

        assertThat(units(ready(plan(workflow, blocks, Workflows.view("T2_CH_CERN_HLT"))))
                        .getFirst()
                        .sites())
                .containsExactly(new SiteName("T2_CH_CERN"));
    }

    @Test
    void a_generator_and_trusted_lists_may_run_at_every_site_of_the_whitelist() {
        Workflows trusting = new Workflows();
        trusting.trust = true;
        trusting.whitelist = List.of("T2_DE_DESY");
        assertThat(units(ready(plan(trusting, new Inputs().block("", 10).blocks(), Workflows.view())))
                        .getFirst()
                        .sites())
                .containsExactly(new SiteName("T2_DE_DESY"));
        assertThat(units(ready(plan(generator(10), List.of(), Workflows.view())))
                        .getFirst()
                        .sites())
                .hasSize(5);
    }

    @Test
    void a_plan_without_a_site_waits_and_says_which_term_left_none() {
        Workflows workflow = new Workflows();
        assertThat(waiting(workflow, new Inputs().block("", 10).blocks(), Workflows.view()))
                .contains("no RSE has a complete replica", "block /Data/Run-v1/RAW#0000");
        assertThat(waiting(workflow, new Inputs().block("T3_XX_Nowhere", 10).blocks(), Workflows.view()))
                .contains("no site is served by the RSEs");
        List<InputBlock> desy = new Inputs().block("T2_DE_DESY", 10).blocks();
        assertThat(waiting(workflow, desy, Workflows.view("T2_DE_DESY"))).contains("T2_DE_DESY draining");
        workflow.blacklist = List.of("T2_DE_DESY");
        assertThat(waiting(workflow, desy, Workflows.view())).contains("SiteBlacklist");
        workflow.whitelist = List.of("T2_CH_CERN");
        assertThat(waiting(workflow, desy, Workflows.view())).contains("SiteWhitelist");
    }

    @Test
    void a_block_that_no_site_can_run_is_passed_over_and_stays_available() {
        List<InputBlock> blocks =
                new Inputs().block("", 10, 10).block("T2_DE_DESY", 10, 10).blocks();

        RoundPlan.Ready ready = ready(plan(new Workflows(), blocks, Workflows.view()));

        assertThat(ready.workUnits()).isEqualTo(1);
        assertThat(ready.exhausted()).isFalse();
        assertThat(units(ready).getFirst().spans()).containsExactly(new Span(2, 4));
    }

    @Test
    void lumi_sections_that_alone_take_too_long_are_put_aside_and_the_rest_is_planned() {
        Workflows workflow = new Workflows();
        workflow.algo = SplittingAlgo.EVENT_AWARE_LUMI_BASED;
        List<InputBlock> blocks =
                new Inputs().single("T2_DE_DESY", 10, 1_000_000_000, 20).blocks();

        RoundPlan.Ready ready = ready(plan(workflow, blocks, Workflows.view()));

        assertThat(ready.overTimeLimit()).containsExactly(new Span(1, 2));
        assertThat(ready.exhausted()).isTrue();
        assertThat(units(ready).stream().flatMap(u -> u.spans().stream()))
                .containsExactly(new Span(0, 1), new Span(2, 3));
    }

    @Test
    void nothing_in_the_mask_is_nothing_to_do() {
        Workflows workflow = new Workflows();
        workflow.mask = Inputs.mask(99, 1, 2);

        assertThat(plan(workflow, new Inputs().block("T2_DE_DESY", 10).blocks(), Workflows.view()))
                .isEqualTo(new RoundPlan.Nothing(List.of()));
    }

    @Test
    void a_summary_covers_the_whole_request() {
        Workflows workflow = new Workflows();
        List<InputBlock> blocks = new Inputs()
                .block("T2_DE_DESY", 10, 20, 30)
                .block("", 40)
                .block("T2_CH_CERN", 1, 1, 1, 1, 1, 1, 1, 1, 1)
                .blocks();

        PlanSummary summary = PLANNER.summary(workflow.make(), workflow.input(blocks), Workflows.view());

        assertThat(summary.files()).isEqualTo(13);
        assertThat(summary.events()).isEqualTo(109);
        assertThat(summary.jobs()).isEqualTo(2 + 1 + 5);
        assertThat(summary.workUnits()).isEqualTo(4);
        assertThat(summary.rounds()).isEqualTo(1);
        assertThat(summary.waiting()).isEqualTo(1);
        assertThat(summary.waitingReason()).contains("no RSE");
        assertThat(summary.sites()).hasToString("[T2_CH_CERN, T2_CH_CERN_HLT, T2_DE_DESY]");
        assertThat(summary.outputs()).extracting(PlanSummary.Output::bytes).containsExactly(109_000L, 1_090L);
        assertThat(summary.bytes()).isEqualTo(110_090);
        assertThat(summary.jobSeconds()).isEqualTo(218);
        assertThat(summary.longestJobSeconds()).isEqualTo(80);
    }

    @Test
    void a_file_cut_into_slices_counts_once() {
        Workflows workflow = new Workflows();
        workflow.algo = SplittingAlgo.EVENT_BASED;

        PlanSummary summary = PLANNER.summary(
                workflow.make(),
                workflow.input(new Inputs().block("T2_DE_DESY", 250, 0).blocks()),
                Workflows.view());

        assertThat(summary.files()).isEqualTo(2);
        assertThat(summary.jobs()).isEqualTo(4);
    }
}
