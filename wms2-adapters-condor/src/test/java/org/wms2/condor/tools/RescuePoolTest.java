package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wms2.condor.pool.TestPool;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.htcondor.RescueCheck;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.system.CallObserver;

/** How DAGs end on a real pool, and what a second attempt makes of them. */
@Tag("htcondor")
class RescuePoolTest {
    private static final double SLOW = 0.04;

    private final CondorTools condor = new CondorTools(
            TestPool.get().environment(), ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE);

    @Test
    void a_unit_that_failed_for_good_is_done_by_the_second_attempt_and_no_other_is_touched() throws Exception {
        TestedDag dag = new TestedDag(condor, 0, Map.of("ordinal", 1, "index", 1, "exitCode", 8001, "onlyAttempt", 0));
        assertThat(dag.await(dag.first(), DagObservation::hasEnded).exitCode()).isOne();
        WorkUnitManifest untouched = dag.manifest(0);
        Set<String> reports = dag.sides(0);

        RescueCheck check = dag.check(dag.first());
        assertThat(check.why()).isEmpty();
        assertThat(check.number()).isOne();
        assertThat(check.done()).containsExactly(0);
        assertThat(dag.failures(1, 0))
                .extracting(Failure::category, Failure::exitCode, Failure::nodes, Failure::node)
                .containsExactly(tuple(FailureCategory.PAYLOAD, 8001, 1, "proc_000001"));
        assertThat(dag.failures(1, 0).getFirst().site()).isNotNull();
        assertThat(dag.failures(0, 0)).isEmpty();

        assertThat(dag.runSecond().exitCode()).isZero();
        assertThat(dag.manifest(0)).isEqualTo(untouched);
        assertThat(dag.sides(0)).isEqualTo(reports);
        assertThat(dag.manifest(1).files()).allMatch(f -> f.lfn().value().contains("-a1_0_0_1-"));
        assertThat(dag.sides(1))
                .contains(
                        "proc_000001-a0_0_0.json",
                        "proc_000001-a1_0_0.json",
                        "merge-a1_0_0.json",
                        "cleanup-a1_0_0.json")
                .doesNotContain("proc_000000-a1_0_0.json");
        assertThat(dag.failures(1, 1)).isEmpty();
        assertThat(dag.attributes(1, "JobUniverse", "WMS2_Attempt", "WMS2_Role", "JobPrio"))
                .containsExactlyInAnyOrder("7 1 undefined 0", "5 1 processing 777", "5 1 merge 797", "5 1 cleanup 787");
        assertThat(dag.check(dag.second()).why()).contains("rescue001").contains("rescue 2");
        assertThat(dag.progress().done()).containsExactly(0, 1);
    }

    @Test
    void a_removed_dag_goes_on_and_what_it_had_done_is_not_done_again() throws Exception {
        TestedDag dag = new TestedDag(condor, SLOW, Map.of());
        dag.awaitNode(0, "proc_000000");
        dag.remove();
        RescueCheck check = dag.check(dag.first());
        assertThat(check.why()).isEmpty();
        assertThat(check.usable()).isTrue();
        assertThat(dag.runSecond().exitCode()).isZero();
        assertThat(dag.manifest(0).events("GenSim", "RAWSIMoutput")).isEqualTo(200);
        assertThat(dag.manifest(1).events("GenSim", "RAWSIMoutput")).isEqualTo(200);
        assertThat(dag.sides(0)).doesNotContain("proc_000000-a1_0_0.json");
    }

    @Test
    void a_dag_that_is_removed_while_its_dagman_is_held_leaves_no_rescue() throws Exception {
        TestedDag dag = new TestedDag(condor, SLOW, Map.of());
        dag.awaitNode(0, "proc_000000");
        dag.hold("ClusterId == " + dag.cluster());
        dag.await(dag.first(), d -> d.state() == JobState.HELD);
        dag.remove();
        assertThat(dag.check(dag.first()).why()).contains("workflow.dag.lock");
        assertThatThrownBy(
                        () -> condor.submitOnHold(dag.second(), dag.directory().toString()))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("no rescue file");
    }

    @Test
    void a_held_dagman_that_is_released_before_its_removal_leaves_a_rescue() throws Exception {
        TestedDag dag = new TestedDag(condor, SLOW, Map.of());
        dag.awaitNode(0, "proc_000000");
        dag.hold("ClusterId == " + dag.cluster());
        dag.await(dag.first(), d -> d.state() == JobState.HELD);
        condor.release(dag.cluster());
        dag.await(dag.first(), d -> d.state() == JobState.RUNNING);
        dag.remove();
        RescueCheck check = dag.check(dag.first());
        assertThat(check.why()).isEmpty();
        assertThat(dag.runSecond().exitCode()).isZero();
    }

    /** Its inner DAGMan has written no rescue file: the work unit lands anew, under names of the second attempt. */
    @Test
    void a_work_unit_whose_own_dagman_was_held_begins_anew() throws Exception {
        TestedDag dag = new TestedDag(condor, SLOW, Map.of());
        dag.awaitNode(0, "proc_000000");
        dag.hold("DAGManJobId == " + dag.cluster() + " && WMS2_WorkUnit == \"" + dag.unit(0) + "\"");
        Thread.sleep(1500);
        dag.remove();
        assertThat(dag.directory().resolve("mg_000000/group.dag.lock")).exists();
        assertThat(dag.check(dag.first()).why()).isEmpty();
        assertThat(dag.runSecond().exitCode()).isZero();
        assertThat(dag.sides(0)).contains("proc_000000-a1_1_0.json");
    }

    @Test
    void a_schedd_says_how_many_dagmans_it_lets_run() {
        SchedulerLimits limits = condor.limits();
        assertThat(limits.perOwner()).isEqualTo(2000);
        assertThat(limits.total()).isEqualTo(4000);
    }
}
