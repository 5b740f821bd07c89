package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wms2.condor.dag.DagDirectory;
import org.wms2.condor.dag.DagSettings;
import org.wms2.condor.dag.SyntheticPayload;
import org.wms2.condor.pool.TestPool;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.htcondor.RescueCheck;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.system.CallObserver;

/** How DAGs end on a real pool, and what a second attempt makes of them. */
@Tag("htcondor")
class RescuePoolTest {
    private static final double SLOW = 0.04;

    private final TestPool pool = TestPool.get();
    private final CondorTools condor =
            new CondorTools(pool.environment(), ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE);

    private DagDirectory files;
    private DagPlan plan;
    private DagKey first;
    private DagKey second;
    private Path directory;
    private ClusterId cluster;

    private void start(double secondsPerEvent, Map<String, Object> inject) {
        files = new DagDirectory(DagSettings.of(
                pool.scratch().resolve("submit"),
                new SyntheticPayload(
                        pool.scratch().resolve("storage"),
                        secondsPerEvent,
                        1 << 20,
                        inject.isEmpty() ? List.of() : List.of(inject))));
        plan = SamplePlans.generator("rescue-" + UUID.randomUUID(), 2, 2);
        first = plan.header().key();
        second = new DagKey(first.tag(), 1);
        directory = Path.of(files.write(plan).directory());
        cluster = condor.submitOnHold(first, directory.toString());
        condor.release(cluster);
    }

    @Test
    void a_unit_that_failed_for_good_is_done_by_the_second_attempt_and_no_other_is_touched() throws Exception {
        start(0, Map.of("ordinal", 1, "index", 1, "exitCode", 8001, "onlyAttempt", 0));
        assertThat(await(first, DagObservation::hasEnded).exitCode()).isOne();
        WorkUnitManifest untouched = manifest(0);
        TreeSet<String> reports = sides(0);

        RescueCheck check = files.checkRescue(dag(first));
        assertThat(check.why()).isEmpty();
        assertThat(check.number()).isOne();
        assertThat(check.done()).containsExactly(0);
        assertThat(failures(1, 0))
                .extracting(Failure::category, Failure::exitCode, Failure::nodes, Failure::node)
                .containsExactly(tuple(FailureCategory.PAYLOAD, 8001, 1, "proc_000001"));
        assertThat(failures(1, 0).getFirst().site()).isNotNull();
        assertThat(failures(0, 0)).isEmpty();

        assertThat(runSecond().exitCode()).isZero();
        assertThat(manifest(0)).isEqualTo(untouched);
        assertThat(sides(0)).isEqualTo(reports);
        assertThat(manifest(1).files()).allMatch(f -> f.lfn().value().contains("-a1_0_0_1-"));
        assertThat(sides(1))
                .contains(
                        "proc_000001-a0_0_0.json",
                        "proc_000001-a1_0_0.json",
                        "merge-a1_0_0.json",
                        "cleanup-a1_0_0.json")
                .doesNotContain("proc_000000-a1_0_0.json");
        assertThat(failures(1, 1)).isEmpty();
        assertThat(attributes(1, "JobUniverse", "WMS2_Attempt", "WMS2_Role", "JobPrio"))
                .containsExactlyInAnyOrder("7 1 undefined 0", "5 1 processing 777", "5 1 merge 777", "5 1 cleanup 777");
        assertThat(files.checkRescue(dag(second)).why()).contains("rescue001").contains("rescue 2");
        assertThat(files.progress(directory.toString()).done()).containsExactly(0, 1);
    }

    @Test
    void a_removed_dag_goes_on_and_what_it_had_done_is_not_done_again() throws Exception {
        start(SLOW, Map.of());
        awaitSide(0, "proc_000000-a0_0_0.json");
        condor.remove(cluster, "a person's wish");
        awaitGone();
        RescueCheck check = files.checkRescue(dag(first));
        assertThat(check.why()).isEmpty();
        assertThat(check.usable()).isTrue();
        assertThat(runSecond().exitCode()).isZero();
        assertThat(manifest(0).events("GenSim", "RAWSIMoutput")).isEqualTo(200);
        assertThat(manifest(1).events("GenSim", "RAWSIMoutput")).isEqualTo(200);
        assertThat(sides(0)).doesNotContain("proc_000000-a1_0_0.json");
    }

    @Test
    void a_dag_that_is_removed_while_its_dagman_is_held_leaves_no_rescue() throws Exception {
        start(SLOW, Map.of());
        awaitSide(0, "proc_000000-a0_0_0.json");
        hold("ClusterId == " + cluster);
        await(first, d -> d.state() == JobState.HELD);
        condor.remove(cluster, "a person's wish");
        awaitGone();
        assertThat(files.checkRescue(dag(first)).why()).contains("workflow.dag.lock");
        assertThatThrownBy(() -> condor.submitOnHold(second, directory.toString()))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("no rescue file");
    }

    @Test
    void a_held_dagman_that_is_released_before_its_removal_leaves_a_rescue() throws Exception {
        start(SLOW, Map.of());
        awaitSide(0, "proc_000000-a0_0_0.json");
        hold("ClusterId == " + cluster);
        await(first, d -> d.state() == JobState.HELD);
        condor.release(cluster);
        await(first, d -> d.state() == JobState.RUNNING);
        condor.remove(cluster, "a person's wish");
        awaitGone();
        RescueCheck check = files.checkRescue(dag(first));
        assertThat(check.why()).isEmpty();
        assertThat(runSecond().exitCode()).isZero();
    }

    /** Its inner DAGMan has written no rescue file: the work unit begins anew, under names of the second attempt. */
    @Test
    void a_work_unit_whose_own_dagman_was_held_begins_anew() throws Exception {
        start(SLOW, Map.of());
        awaitSide(0, "proc_000000-a0_0_0.json");
        hold("DAGManJobId == " + cluster + " && WMS2_WorkUnit == \"" + unit(0) + "\"");
        Thread.sleep(1500);
        condor.remove(cluster, "a person's wish");
        awaitGone();
        assertThat(directory.resolve("mg_000000/group.dag.lock")).exists();
        assertThat(files.checkRescue(dag(first)).why()).isEmpty();
        assertThat(runSecond().exitCode()).isZero();
        assertThat(sides(0)).contains("proc_000000-a1_0_0.json");
    }

    @Test
    void a_schedd_says_how_many_dagmans_it_lets_run() {
        SchedulerLimits limits = condor.limits();
        assertThat(limits.perOwner()).isEqualTo(2000);
        assertThat(limits.total()).isEqualTo(4000);
    }

    /** Prepares, submits and runs the second attempt to its end. */
    private DagObservation runSecond() throws InterruptedException {
        files.prepareRescue(second, directory.toString(), 777);
        ClusterId next = condor.submitOnHold(second, directory.toString());
        assertThat(next).isGreaterThan(cluster);
        assertThat(condor.find(second).orElseThrow().isSubmittedOnHold()).isTrue();
        cluster = next;
        condor.release(next);
        DagObservation end = await(second, DagObservation::hasEnded);
        assertThat(end.state()).as(files.lastWords(directory.toString())).isEqualTo(JobState.COMPLETED);
        return end;
    }

    private Dag dag(DagKey key) {
        return new Dag(
                key,
                plan.header().workflow().request(),
                0,
                DagStatus.PARTIAL,
                directory.toString(),
                cluster,
                2,
                4,
                400,
                "",
                Instant.EPOCH);
    }

    private String unit(int ordinal) {
        return SamplePlans.workUnitId(plan.header().workflow().request().value(), ordinal)
                .value();
    }

    private List<Failure> failures(int ordinal, int attempt) {
        return files.failures(
                directory.toString(),
                SamplePlans.workUnitId(plan.header().workflow().request().value(), ordinal),
                ordinal,
                attempt);
    }

    private WorkUnitManifest manifest(int ordinal) {
        return files.manifest(directory.toString(), ordinal).orElseThrow();
    }

    private TreeSet<String> sides(int ordinal) throws IOException {
        try (Stream<Path> found = Files.list(directory.resolve("mg_00000" + ordinal + "/side"))) {
            return found.map(f -> String.valueOf(f.getFileName())).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private void hold(String constraint) {
        CommandResult result = raw("condor_hold", "-constraint", constraint);
        assertThat(result.exitCode()).as(result.words()).isZero();
    }

    private List<String> attributes(int attempt, String... names) {
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "-constraint",
                "WMS2_DagId == \"" + first.tag() + "\" && WMS2_Attempt == " + attempt + " && DAGManJobId =!= undefined",
                "-af"));
        arguments.addAll(List.of(names));
        return raw("condor_history", arguments.toArray(String[]::new))
                .stdout()
                .lines()
                .toList();
    }

    private CommandResult raw(String tool, String... arguments) {
        return new ObservedTools(pool.environment(), CallObserver.NONE)
                .run(tool, List.of(arguments), Path.of("/"), "", Duration.ofSeconds(30));
    }

    private void awaitSide(int ordinal, String name) throws InterruptedException {
        Path side = directory.resolve("mg_00000" + ordinal + "/side/" + name);
        for (int i = 0; i < 240 && !Files.exists(side); i++) {
            Thread.sleep(250);
        }
        assertThat(side).exists();
    }

    private void awaitGone() throws InterruptedException {
        await(first, DagObservation::hasEnded);
        for (int i = 0; i < 240 && condor.remaining(first) > 0; i++) {
            Thread.sleep(250);
        }
        assertThat(condor.remaining(first)).isZero();
    }

    private DagObservation await(DagKey key, Predicate<DagObservation> wanted) throws InterruptedException {
        for (int i = 0; i < 240; i++) {
            List<DagObservation> seen = condor.observe().of(key);
            if (!seen.isEmpty() && wanted.test(seen.getFirst())) {
                return seen.getFirst();
            }
            Thread.sleep(500);
        }
        throw new AssertionError("waited in vain: " + condor.observe().of(key));
    }
}
