package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wms2.condor.dag.DagDirectory;
import org.wms2.condor.pool.TestPool;
import org.wms2.condor.read.JobstateLog;
import org.wms2.condor.read.SideFile;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.system.CallObserver;

/** From a plan to manifests on a real pool, with real jobs. */
@Tag("htcondor")
class DagEndToEndPoolTest {
    private static final ToolSettings SETTINGS = new ToolSettings(
            ToolSettings.DEFAULT.queryTimeout(),
            ToolSettings.DEFAULT.submitTimeout(),
            ToolSettings.DEFAULT.keepEnded(),
            123);

    private final TestPool pool = TestPool.get();
    private final DagDirectory files = pool.files();
    private final CondorTools condor = tools();

    private CondorTools tools() {
        return new CondorTools(pool.environment(), SETTINGS, InstantSource.system(), CallObserver.NONE);
    }

    @Test
    void a_plan_becomes_manifests_with_its_events_at_the_elected_sites() throws Exception {
        DagPlan plan = plan(2, 3);
        DagKey key = plan.header().key();
        Path directory = Path.of(files.write(plan, DagFiles.UNFENCED).directory());
        condor.release(condor.submitOnHold(key, directory.toString()));
        DagObservation end = await(key);
        assertThat(end.state()).isEqualTo(JobState.COMPLETED);
        assertThat(end.exitCode()).as(files.lastWords(directory.toString())).isZero();

        for (int ordinal = 0; ordinal < 2; ordinal++) {
            WorkUnitManifest manifest =
                    files.manifest(directory.toString(), ordinal).orElseThrow();
            assertThat(manifest.id()).isEqualTo(idOf(plan, ordinal));
            assertThat(manifest.jobs()).isEqualTo(3);
            assertThat(manifest.events("GenSim", "RAWSIMoutput")).isEqualTo(300);
            assertThat(manifest.events("Digi", "AODSIMoutput")).isEqualTo(300);
            for (OutputFile file : manifest.files()) {
                Path onDisk = pool.scratch().resolve("storage" + file.lfn());
                assertThat(onDisk).hasSize(file.bytes());
            }
            List<SideFile> sides = sides(directory, ordinal);
            assertThat(sides)
                    .hasSize(5)
                    .allMatch(SideFile::succeeded)
                    .allSatisfy(
                            s -> assertThat(s.site()).contains(manifest.site().value()));
            assertThat(directory.resolve("mg_00000" + ordinal + "/elected_site.inc"))
                    .content()
                    .isEqualTo("WMS2_ELECTED_SITE = " + manifest.site() + "\n");
        }
        assertThat(JobstateLog.parse("log", Files.readString(directory.resolve("workflow.jobstate.log"))))
                .filteredOn(e -> e.event().equals("JOB_SUCCESS"))
                .extracting(JobstateLog.Event::node)
                .containsExactlyInAnyOrder("mg_000000", "mg_000001");
    }

    /** What tests of recovery build on: payload.json belongs to one DAG, so the next round of the request is not told. */
    @Test
    void a_job_that_payload_json_tells_to_fail_fails_for_good_and_its_work_unit_alone() throws Exception {
        DagPlan plan = plan(2, 2);
        DagKey key = plan.header().key();
        Path directory = Path.of(files.write(plan, DagFiles.UNFENCED).directory());
        Path payload = directory.resolve("payload.json");
        ObjectNode json = (ObjectNode) new JsonMapper().readTree(payload.toFile());
        json.putArray("inject").addObject().put("ordinal", 1).put("index", 1).put("exitCode", 42);
        Path changed = directory.resolve("payload.json.new");
        Files.writeString(changed, json + "\n");
        Files.move(changed, payload, StandardCopyOption.ATOMIC_MOVE);
        condor.release(condor.submitOnHold(key, directory.toString()));
        assertThat(await(key).exitCode()).isOne();

        assertThat(files.manifest(directory.toString(), 0)).isPresent();
        assertThat(files.manifest(directory.toString(), 1)).isEmpty();
        assertThat(sides(directory, 1))
                .filteredOn(s -> s.role().equals("processing"))
                .extracting(SideFile::node, SideFile::nodeRetry, SideFile::exitClass)
                .containsExactlyInAnyOrder(tuple("proc_000000", 0, 0), tuple("proc_000001", 0, 42));
    }

    @Test
    void inner_dags_and_node_jobs_carry_the_tags_and_the_outer_dagman_its_limit_of_idle_jobs() throws Exception {
        DagPlan plan = plan(1, 2);
        DagKey key = plan.header().key();
        Path directory = Path.of(files.write(plan, DagFiles.UNFENCED).directory());
        condor.release(condor.submitOnHold(key, directory.toString()));
        await(key);
        ObservedTools raw = new ObservedTools(pool.environment(), CallObserver.NONE);
        CommandResult history = raw.run(
                "condor_history",
                List.of(
                        "-constraint",
                        "WMS2_DagId == \"" + key.tag() + "\"",
                        "-af",
                        "JobUniverse",
                        "WMS2_Attempt",
                        "WMS2_WorkUnit",
                        "WMS2_Role"),
                Path.of("/"),
                "",
                Duration.ofSeconds(30));
        String unit = idOf(plan, 0).value();
        assertThat(history.stdout().lines())
                .containsExactlyInAnyOrder(
                        "7 0 " + unit + " undefined",
                        "5 0 " + unit + " landing",
                        "5 0 " + unit + " processing",
                        "5 0 " + unit + " processing",
                        "5 0 " + unit + " merge",
                        "5 0 " + unit + " cleanup");
        assertThat(Files.readString(directory.resolve("workflow.dag.dagman.out")))
                .contains("-MaxIdle limit (123)");
        assertThat(Files.readString(directory.resolve("mg_000000/group.dag.dagman.out")))
                .as("what the capacity check reckons with")
                .contains("-MaxIdle limit (1000)");
    }

    @Test
    void what_was_submitted_by_a_process_that_died_before_recording_it_is_found() {
        DagPlan plan = plan(1, 1);
        DagKey key = plan.header().key();
        ClusterId unrecorded =
                tools().submitOnHold(key, files.write(plan, DagFiles.UNFENCED).directory());
        assertThat(tools().find(key).orElseThrow().cluster()).isEqualTo(unrecorded);
        condor.remove(unrecorded, "end of the test");
    }

    @Test
    void submissions_at_the_same_time_leave_one_dagman() throws Exception {
        DagPlan plan = plan(1, 1);
        DagKey key = plan.header().key();
        String directory = files.write(plan, DagFiles.UNFENCED).directory();
        Callable<Optional<ClusterId>> attempt = () -> {
            try {
                return Optional.of(tools().submitOnHold(key, directory));
            } catch (ServiceUnavailableException e) {
                return Optional.empty(); // another one is at it: later
            }
        };
        Set<ClusterId> clusters = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<ClusterId>> answer : threads.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
                answer.get().ifPresent(clusters::add);
            }
        }
        assertThat(clusters).hasSize(1);
        assertThat(condor.observe().of(key)).hasSize(1);
        condor.remove(clusters.iterator().next(), "end of the test");
    }

    @Test
    void a_condor_submit_dag_whose_starter_died_is_waited_for() throws Exception {
        DagPlan plan = plan(1, 1);
        DagKey key = plan.header().key();
        Path directory = Path.of(files.write(plan, DagFiles.UNFENCED).directory());
        // What a dead process may leave behind: flock holds the lock, and submits two seconds later.
        ProcessBuilder orphan = new ProcessBuilder(
                        "flock",
                        directory.resolveSibling(".r0.submission").toString(),
                        "sh",
                        "-c",
                        "sleep 2; condor_submit_dag -append 'hold = true' -append '+WMS2_DagId = \"" + key.tag()
                                + "\"' -append '+WMS2_Attempt = 0' workflow.dag")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        orphan.environment().clear();
        orphan.environment().putAll(pool.environment().variables());
        Process process = orphan.start();
        Path lock = directory.resolveSibling(".r0.submission");
        while (!Files.exists(lock)) {
            Thread.sleep(20);
        }
        Thread.sleep(200);
        ClusterId adopted = condor.submitOnHold(key, directory.toString());
        assertThat(process.waitFor()).isZero();
        assertThat(condor.observe().of(key)).extracting(DagObservation::cluster).containsExactly(adopted);
        condor.remove(adopted, "end of the test");
    }

    private static DagPlan plan(int workUnits, int jobs) {
        return SamplePlans.generator("e2e-" + UUID.randomUUID(), workUnits, jobs);
    }

    private static WorkUnitId idOf(DagPlan plan, int ordinal) {
        return SamplePlans.workUnitId(plan.header().workflow().request().value(), ordinal);
    }

    private static List<SideFile> sides(Path directory, int ordinal) throws IOException {
        List<SideFile> sides = new ArrayList<>();
        try (Stream<Path> found = Files.list(directory.resolve("mg_00000" + ordinal + "/side"))) {
            found.forEach(f -> SideFile.read(f).ifPresent(sides::add));
        }
        return sides;
    }

    private DagObservation await(DagKey key) throws InterruptedException {
        for (int i = 0; i < 240; i++) {
            Optional<DagObservation> seen = condor.observe().first(key).filter(DagObservation::hasEnded);
            if (seen.isPresent()) {
                return seen.get();
            }
            Thread.sleep(500);
        }
        throw new AssertionError("no end of " + key + ": " + condor.observe().of(key));
    }
}
