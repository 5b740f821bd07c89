package org.wms2.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.plan.Throttles;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.GeneratorRange;

class CapacityCheckTest {
    private static final Throttles THROTTLES = new Throttles(20, 1_000, 10, 10);
    private static final DagSize FULL = new DagSize(500, 25_000, 5_000_000);
    private static final SchedulerLimits ROOMY = new SchedulerLimits(2_000, 4_000);

    private static CapacityCheck check(DagSize size, LayoutChoice choice, @Nullable SchedulerLimits limits) {
        CapacitySettings d = CapacitySettings.DEFAULT;
        return CapacityCheck.of(
                size,
                THROTTLES,
                new CapacitySettings(
                        choice,
                        d.maxMemoryBytes(),
                        d.maxBytes(),
                        d.maxIdleJobs(),
                        d.idlePerDagman(),
                        d.submitsPerSecond()),
                limits);
    }

    @Test
    void a_full_round_is_predicted_in_both_layouts() {
        CapacityCheck check = check(FULL, LayoutChoice.AUTO, ROOMY);
        Footprint subdag = check.footprints().getFirst();
        assertThat(subdag.layout()).isEqualTo(Layout.SUBDAG);
        assertThat(subdag.processes()).isEqualTo(21);
        assertThat(subdag.memoryBytes()).isBetween(60_000_000L, 80_000_000L);
        assertThat(subdag.submitTime()).isEqualTo(Duration.ofSeconds(67));
        assertThat(subdag.idleJobs()).isEqualTo(20 * 50);
        Footprint splice = check.footprints().getLast();
        assertThat(splice.layout()).isEqualTo(Layout.SPLICE);
        assertThat(splice.processes()).isOne();
        assertThat(splice.memoryBytes()).isBetween(25_000_000L, 40_000_000L);
        assertThat(splice.submitTime()).isEqualTo(Duration.ofSeconds(1_325));
        assertThat(splice.idleJobs()).isEqualTo(1_000);
        assertThat(check.layout()).contains(Layout.SUBDAG);
        assertThat(check.why()).isEqualTo("subdag fits");
    }

    @Test
    void a_small_round_takes_a_process_per_work_unit_and_one() {
        CapacityCheck check = check(new DagSize(3, 12, 4_000), LayoutChoice.SUBDAG, ROOMY);
        assertThat(check.footprints()).singleElement().satisfies(f -> {
            assertThat(f.processes()).isEqualTo(4);
            assertThat(f.idleJobs()).isEqualTo(12);
            assertThat(f.submitTime()).isEqualTo(Duration.ofSeconds(1));
        });
    }

    @Test
    void idle_jobs_of_a_work_unit_are_bound_by_dagman_itself_and_by_the_throttle() {
        DagSize large = new DagSize(2, 10_000, 4_000);
        Throttles few = new Throttles(20, 30, 10, 10);
        Throttles many = new Throttles(20, 5_000, 10, 10);
        CapacitySettings subdag = new CapacitySettings(LayoutChoice.SUBDAG, 1L << 40, 1L << 40, 1 << 20, 7, 20);
        assertThat(CapacityCheck.of(large, few, subdag, ROOMY)
                        .footprints()
                        .getFirst()
                        .idleJobs())
                .isEqualTo(2 * 30);
        assertThat(CapacityCheck.of(large, many, subdag, ROOMY)
                        .footprints()
                        .getFirst()
                        .idleJobs())
                .isEqualTo(2 * 1_000);
    }

    @Test
    void splices_are_taken_where_the_schedd_runs_too_few_dagmans() {
        CapacityCheck check = check(FULL, LayoutChoice.AUTO, new SchedulerLimits(20, SchedulerLimits.NONE));
        assertThat(check.layout()).contains(Layout.SPLICE);
        assertThat(check.why())
                .isEqualTo("subdag does not fit: it takes 21 condor_dagman processes, the schedd runs at most 20."
                        + " splice fits");
        assertThat(check(FULL, LayoutChoice.AUTO, new SchedulerLimits(21, 30)).layout())
                .contains(Layout.SUBDAG);
        assertThat(check(FULL, LayoutChoice.AUTO, new SchedulerLimits(30, 20)).layout())
                .contains(Layout.SPLICE);
    }

    @Test
    void what_is_set_is_not_swapped_for_something_else() {
        CapacityCheck check = check(FULL, LayoutChoice.SUBDAG, new SchedulerLimits(20, SchedulerLimits.NONE));
        assertThat(check.fits()).isFalse();
        assertThat(check(FULL, LayoutChoice.SPLICE, ROOMY).layout()).contains(Layout.SPLICE);
    }

    @Test
    void a_silent_schedd_limits_nothing_and_that_is_said() {
        CapacityCheck check = check(FULL, LayoutChoice.AUTO, null);
        assertThat(check.layout()).contains(Layout.SUBDAG);
        assertThat(check.why()).contains("limits are unknown");
    }

    @Test
    void memory_disk_and_idle_jobs_have_limits_of_their_own() {
        assertRefused(
                new CapacitySettings(LayoutChoice.AUTO, 5_000_000, 1L << 40, 1_000_000, 1_000, 20), "max-dag-memory");
        assertRefused(
                new CapacitySettings(LayoutChoice.AUTO, 1L << 40, 5_000_000, 1_000_000, 1_000, 20), "max-dag-size");
        assertRefused(new CapacitySettings(LayoutChoice.AUTO, 1L << 40, 1L << 40, 999, 1_000, 20), "max-dag-idle-jobs");
    }

    private static void assertRefused(CapacitySettings settings, String words) {
        CapacityCheck check = CapacityCheck.of(FULL, THROTTLES, settings, ROOMY);
        assertThat(check.layout()).isEmpty();
        assertThat(check.why()).contains("subdag does not fit", "splice does not fit", words);
    }

    private static Workflows generator() {
        Workflows workflow = new Workflows();
        workflow.algo = SplittingAlgo.EVENT_BASED;
        workflow.generator = new GeneratorRange(1, 1, 1_500, 1);
        return workflow;
    }

    private static RoundPlan plan(CapacitySettings capacity, SchedulerLimits limits) {
        return new Planner(new PlanningSettings(3, 4, THROTTLES, capacity))
                .round(
                        new RoundRequest(generator().make(), 1, 0, 0, 77),
                        generator().input(List.of()),
                        Workflows.view(),
                        limits);
    }

    @Test
    void a_round_has_the_layout_that_fits_it() {
        assertThat(plan(CapacitySettings.DEFAULT, ROOMY)).isInstanceOfSatisfying(RoundPlan.Ready.class, r -> {
            assertThat(r.plan().header().layout()).isEqualTo(Layout.SUBDAG);
            assertThat(r.capacity().size().workUnits()).isEqualTo(r.workUnits());
            assertThat(r.capacity().size().jobs()).isEqualTo(r.jobs());
        });
        assertThat(plan(CapacitySettings.DEFAULT, new SchedulerLimits(3, 3)))
                .isInstanceOfSatisfying(RoundPlan.Ready.class, r -> {
                    assertThat(r.plan().header().layout()).isEqualTo(Layout.SPLICE);
                    assertThat(r.workUnits()).isEqualTo(4);
                });
    }

    @Test
    void a_round_holds_no_more_than_fits() {
        CapacitySettings subdag = new CapacitySettings(LayoutChoice.SUBDAG, 1L << 40, 1L << 40, 1_000, 1_000, 20);
        assertThat(plan(subdag, new SchedulerLimits(3, 3))).isInstanceOfSatisfying(RoundPlan.Ready.class, r -> {
            assertThat(r.workUnits()).isEqualTo(2);
            assertThat(r.exhausted()).isFalse();
        });
        assertThat(plan(subdag, new SchedulerLimits(1, 1)))
                .isInstanceOfSatisfying(
                        RoundPlan.TooLarge.class,
                        large -> assertThat(large.reason())
                                .isEqualTo(
                                        "subdag does not fit: it takes 2 condor_dagman processes, the schedd runs at most 1"));
    }

    @Test
    void a_dry_run_counts_the_rounds_that_fit_and_shows_the_largest() {
        CapacitySettings subdag = new CapacitySettings(LayoutChoice.SUBDAG, 1L << 40, 1L << 40, 1_000, 1_000, 20);
        PlanSummary summary = new Planner(new PlanningSettings(3, 4, THROTTLES, subdag))
                .summary(
                        generator().make(),
                        generator().input(List.of()),
                        Workflows.view(),
                        new SchedulerLimits(3, SchedulerLimits.NONE));
        assertThat(summary.workUnits()).isEqualTo(5);
        assertThat(summary.rounds()).isEqualTo(3);
        assertThat(summary.capacity().size().workUnits()).isEqualTo(2);
        assertThat(summary.capacity().layout()).contains(Layout.SUBDAG);
    }
}
