package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.wms2.condor.Trees;
import org.wms2.condor.pool.TestPool;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.system.CallObserver;

/**
 * What the ends and actions of contracts/htcondor.md 2 and 3 look like through the ports, on a real pool; docs/htcondor.md,
 * "Ends", says what WMS2 does then. The slow ones are begun first and run beside the others. What troubles the whole schedd
 * is in {@link ScheddTroublePoolTest}.
 */
@Tag("htcondor")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndsPoolTest {
    private static final double SLOW = 0.04;

    private static final CondorTools CONDOR = new CondorTools(
            TestPool.get().environment(), ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE);
    private static TestedDag withoutSubmitFile;
    private static TestedDag unreadable;
    private static TestedDag unstartable;
    private static TestedDag deleted;
    private static TestedDag cyclic;
    private static TestedDag aborted;

    private static TestedDag dag(double secondsPerEvent, int atOnce, TestedDag.Mischief mischief) {
        return new TestedDag(CONDOR, secondsPerEvent, Map.of(), atOnce, mischief);
    }

    @BeforeAll
    static void beginTheSlowOnes() {
        withoutSubmitFile = dag(0, 10, where -> Files.delete(where.resolve("landing.sub")));
        withoutSubmitFile.release();
        unreadable = dag(0, 10, where -> append(where, "NONSENSE"));
        unreadable.release();
        cyclic = dag(
                0, 10, where -> append(where, "PARENT mg_000000 CHILD mg_000001\nPARENT mg_000001 CHILD mg_000000"));
        cyclic.release();
        aborted = dag(0, 10, where -> {
            Files.writeString(where.resolve("mg_000000/group.dag"), "NONSENSE\n");
            append(where, "ABORT-DAG-ON mg_000000 42 RETURN 1");
        });
        aborted.release();
        unstartable = dag(0, 10, where -> {});
        unstartable.does("condor_qedit", unstartable.cluster() + ".0", "Cmd", "\"" + cannotStart() + "\"");
        unstartable.release();
        deleted = dag(SLOW, 10, where -> {});
        deleted.release();
    }

    private static void append(Path directory, String lines) throws IOException {
        Files.writeString(directory.resolve("workflow.dag"), lines + "\n", StandardOpenOption.APPEND);
    }

    /** A program that exits as a DAGMan does whose environment or configuration is bad. */
    private static Path cannotStart() {
        try {
            Path program = TestPool.get().scratch().resolve("cannot-start");
            Files.writeString(program, "#!/bin/sh\necho 'no configuration' >&2\nexit 4\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(1)
    void a_deleted_directory_ends_dagman_without_a_last_word() throws Exception {
        deleted.awaitNode(0, "landing");
        Patience.until("what DAGMan still writes is deleted too", () -> isDeleted(deleted.directory()));

        // It crashes. As a rule HTCondor cannot start it again where it was; if it can, DAGMan finds no DAG and exits.
        DagObservation after =
                deleted.await(deleted.first(), d -> d.hasEnded() || (d.state() == JobState.IDLE && d.starts() > 0));
        if (after.state() == JobState.IDLE) {
            CONDOR.remove(deleted.cluster(), "as the lifecycle does");
        }
        DagObservation end = deleted.await(deleted.first(), DagObservation::hasEnded);

        assertThat(end.exitCode()).as("of a removed one there is none").isNotIn(0);
        assertThat(deleted.progress().metrics()).isNull();
        deleted.awaitGone();
    }

    private static boolean isDeleted(Path directory) {
        try {
            Trees.delete(directory);
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(2)
    void a_halt_file_lets_what_runs_end_and_the_next_attempt_goes_on_without_it() throws Exception {
        TestedDag halted = dag(0, 1, where -> {});
        halted.release();
        Patience.until("a work unit runs", () -> !halted.progress().started().isEmpty());
        // Which one of the two it is depends on whose PRE script ends first.
        int running = halted.progress().started().iterator().next();
        Files.createFile(halted.directory().resolve("workflow.dag.halt"));

        DagObservation end = halted.await(halted.first(), DagObservation::hasEnded);

        assertThat(end.exitCode()).isOne();
        assertThat(halted.progress().haltFile()).isTrue();
        assertThat(halted.progress().failed()).isEmpty();
        assertThat(halted.progress().done()).containsExactly(running);
        assertThat(halted.check(halted.first()).why()).isEmpty();
        assertThat(halted.runSecond().exitCode()).isZero();
        assertThat(halted.progress().haltFile()).isFalse();
    }

    @Test
    @Order(3)
    void a_dag_that_dagman_cannot_read_ends_before_it_says_anything_of_itself() throws Exception {
        DagObservation end = unreadable.await(unreadable.first(), DagObservation::hasEnded);

        assertThat(end.exitCode()).isOne();
        assertThat(end.dagStatus()).isNull();
        assertThat(unreadable.exists()).isTrue();
        assertThat(unreadable.progress().metrics()).isNull();
        assertThat(unreadable.lastWords()).contains("Failed to parse workflow.dag");
    }

    @Test
    @Order(4)
    void a_cycle_is_found_at_the_start_and_said_by_status_five() throws Exception {
        DagObservation end = cyclic.await(cyclic.first(), DagObservation::hasEnded);

        assertThat(end.exitCode()).isOne();
        assertThat(cyclic.progress().metrics()).satisfies(m -> {
            assertThat(m.cluster()).isEqualTo(cyclic.cluster());
            assertThat(m.dagStatus()).isEqualTo(5);
        });
        assertThat(cyclic.progress().done()).isEmpty();
        assertThat(cyclic.lastWords()).contains("DAG_STATUS_CYCLE");
    }

    @Test
    @Order(5)
    void a_node_that_aborts_the_dag_is_told_by_status_three() throws Exception {
        DagObservation end = aborted.await(aborted.first(), DagObservation::hasEnded);

        assertThat(end.exitCode()).isOne();
        assertThat(aborted.progress().metrics())
                .satisfies(m -> assertThat(m.dagStatus()).isEqualTo(3));
        assertThat(aborted.progress().failed()).containsOnlyKeys(0);
        aborted.awaitGone();
    }

    @Test
    @Order(6)
    void a_second_dagman_in_the_directory_loses_track_and_the_first_one_runs_to_its_end() throws Exception {
        TestedDag dag = dag(SLOW, 10, where -> {});
        dag.release();
        dag.awaitNode(0, "landing");
        dag.awaitNode(1, "landing");
        Path submitFile = dag.directory().resolve("workflow.dag.condor.sub");
        dag.does("condor_submit", submitFile.toString(), "-append", "initialdir = " + dag.directory());
        ClusterId second = CONDOR.observe().of(dag.first()).getLast().cluster();
        assertThat(second).isGreaterThan(dag.cluster());
        CONDOR.release(second);

        DagObservation lost = dag.await(dag.first(), second, DagObservation::hasEnded);
        assertThat(lost.exitCode()).isOne();
        assertThat(lost.dagStatus()).isEqualTo(1);
        DagObservation end = dag.await(dag.first(), DagObservation::hasEnded);
        assertThat(end.cluster()).isEqualTo(dag.cluster());
        assertThat(end.exitCode()).isZero();
        assertThat(dag.progress().metrics())
                .satisfies(m -> assertThat(m.cluster()).isEqualTo(dag.cluster()));
        assertThat(dag.progress().done()).containsExactly(0, 1);
        assertThat(dag.sides(0)).as("no job ran twice").doesNotContain("proc_000000-a0_0_1.json");
    }

    @Test
    @Order(7)
    void a_dagman_that_cannot_start_is_started_again_and_again_until_it_is_removed() throws Exception {
        DagObservation seen = unstartable.await(unstartable.first(), d -> d.starts() >= 5);

        assertThat(seen.dagStatus()).isNull();
        assertThat(seen.hasEnded()).isFalse();
        CONDOR.remove(unstartable.cluster(), "WMS2: DAGMan cannot start: HTCondor has started it 5 times");
        DagObservation end = unstartable.await(unstartable.first(), DagObservation::hasEnded);
        assertThat(end.state()).isEqualTo(JobState.REMOVED);
        assertThat(end.reason()).contains("DAGMan cannot start");
        assertThat(unstartable.progress().metrics()).isNull();
    }

    @Test
    @Order(8)
    void a_work_unit_with_a_halt_file_of_its_own_ends_alone_and_has_not_failed() throws Exception {
        TestedDag dag = dag(SLOW, 10, where -> {});
        dag.release();
        dag.awaitNode(0, "landing");
        Files.createFile(dag.directory().resolve("mg_000000/group.dag.halt"));

        DagObservation end = dag.await(dag.first(), DagObservation::hasEnded);

        assertThat(end.exitCode()).isOne();
        assertThat(dag.progress().haltFile()).isTrue();
        assertThat(dag.progress().failed()).isEmpty();
        assertThat(dag.progress().done()).containsExactly(1);
        assertThat(dag.runSecond().exitCode()).isZero();
    }

    @Test
    @Order(9)
    void a_held_node_job_is_waited_for_and_a_removed_one_is_tried_again() throws Exception {
        TestedDag dag = dag(2 * SLOW, 10, where -> {});
        dag.release();
        dag.awaitNode(0, "landing");
        dag.awaitNode(1, "landing");
        String of = "WMS2_Role == \"processing\" && WMS2_WorkUnit == \"";
        Patience.until("jobs are in the queue", () -> CONDOR.remaining(dag.first()) >= 6);
        dag.hold(of + dag.unit(0) + "\"");
        dag.does("condor_rm", "-constraint", of + dag.unit(1) + "\"");
        dag.await(dag.first(), d -> d.jobs().held() > 0);
        dag.does("condor_release", "-constraint", of + dag.unit(0) + "\"");

        assertThat(dag.await(dag.first(), DagObservation::hasEnded).exitCode()).isZero();
        assertThat(dag.sides(1)).contains("proc_000000-a0_0_1.json");
        assertThat(dag.manifest(0).events("GenSim", "RAWSIMoutput")).isEqualTo(200);
        assertThat(dag.manifest(1).events("GenSim", "RAWSIMoutput")).isEqualTo(200);
    }

    @Test
    @Order(10)
    void a_submit_file_that_is_not_there_fails_the_work_units_with_dagmans_words() throws Exception {
        DagObservation end = withoutSubmitFile.await(withoutSubmitFile.first(), DagObservation::hasEnded);

        assertThat(end.exitCode()).isOne();
        assertThat(withoutSubmitFile.progress().metrics())
                .satisfies(m -> assertThat(m.dagStatus()).isEqualTo(2));
        assertThat(withoutSubmitFile.progress().failed()).containsOnlyKeys(0, 1);
    }
}
