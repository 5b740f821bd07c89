package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wms2.condor.pool.TestPool;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.htcondor.RescueCheck;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.system.CallObserver;

/** DAGs of layout splice on the real pool: one condor_dagman for all of their work units. */
@Tag("htcondor")
class SplicePoolTest {
    private final CondorTools condor = new CondorTools(
            TestPool.get().environment(), ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE);

    @Test
    void a_dag_ends_with_all_its_work_units_under_one_condor_dagman() throws Exception {
        TestedDag dag = new TestedDag(condor, Layout.SPLICE, 0, Map.of());
        DagObservation end = dag.await(dag.first(), DagObservation::hasEnded);
        assertThat(end.state()).isEqualTo(JobState.COMPLETED);
        assertThat(end.exitCode()).isZero();
        assertThat(end.groupsTotal()).isZero();
        assertThat(end.jobs().completed()).isEqualTo(10);
        assertThat(dag.progress().done()).containsExactly(0, 1);
        assertThat(dag.progress().metrics()).isNotNull();
        assertThat(dag.manifest(0).events("GenSim", "RAWSIMoutput")).isEqualTo(200);
        assertThat(dag.manifest(1).events("GenSim", "RAWSIMoutput")).isEqualTo(200);
        assertThat(dag.sides(1))
                .containsExactlyInAnyOrder(
                        "proc_000000-a0_0_0.json",
                        "proc_000001-a0_0_0.json",
                        "merge-a0_0_0.json",
                        "cleanup-a0_0_0.json");
        assertThat(dag.attributes(0, "JobUniverse", "WMS2_WorkUnit", "WMS2_Role"))
                .hasSize(10)
                .contains("5 " + dag.unit(0) + " landing", "5 " + dag.unit(1) + " processing")
                .noneMatch(job -> job.startsWith("7"));
    }

    @Test
    void a_unit_that_failed_for_good_does_not_end_the_others_and_is_done_by_the_rescue() throws Exception {
        TestedDag dag = new TestedDag(
                condor, Layout.SPLICE, 0, Map.of("ordinal", 1, "index", 1, "exitCode", 8001, "onlyAttempt", 0));
        assertThat(dag.await(dag.first(), DagObservation::hasEnded).exitCode()).isOne();
        WorkUnitManifest untouched = dag.manifest(0);
        Set<String> reports = dag.sides(0);
        assertThat(dag.progress().done()).containsExactly(0);
        assertThat(dag.progress().failed()).containsOnlyKeys(1);

        RescueCheck check = dag.check(dag.first());
        assertThat(check.why()).isEmpty();
        assertThat(check.done()).containsExactly(0);
        assertThat(dag.failures(1, 0))
                .extracting(Failure::category, Failure::exitCode, Failure::nodes, Failure::node)
                .containsExactly(tuple(FailureCategory.PAYLOAD, 8001, 1, "proc_000001"));
        assertThat(dag.failures(0, 0)).isEmpty();

        assertThat(dag.runSecond().exitCode()).isZero();
        assertThat(dag.manifest(0)).isEqualTo(untouched);
        assertThat(dag.sides(0)).isEqualTo(reports);
        assertThat(dag.manifest(1).files()).allMatch(f -> f.lfn().value().contains("-a1_0_0_1-"));
        assertThat(dag.attributes(1, "JobUniverse", "WMS2_Role", "JobPrio"))
                .containsExactlyInAnyOrder("5 processing 777", "5 merge 777", "5 cleanup 777");
        assertThat(dag.progress().done()).containsExactly(0, 1);
    }

    @Test
    void a_removed_dag_goes_on_from_its_nodes() throws Exception {
        TestedDag dag = new TestedDag(condor, Layout.SPLICE, 0.05, Map.of());
        dag.awaitNode(0, "proc_000000");
        dag.remove();
        assertThat(dag.progress().failed()).isEmpty();
        assertThat(dag.check(dag.first()).why()).isEmpty();
        assertThat(dag.runSecond().exitCode()).isZero();
        assertThat(dag.manifest(0).events("GenSim", "RAWSIMoutput")).isEqualTo(200);
        assertThat(dag.sides(0)).doesNotContain("proc_000000-a1_0_0.json");
    }
}
