package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;
import org.wms2.condor.pool.TestPool;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.system.CallObserver;

/** As {@link EndsPoolTest}: a schedd that forgets, hangs or is down, and DAGMans that are killed. */
@Tag("htcondor")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated("It empties the history and stops the schedd.")
class ScheddTroublePoolTest {
    private static final double SLOW = 0.04;

    private static final CondorTools CONDOR = tools(ToolSettings.DEFAULT);

    private static CondorTools tools(ToolSettings settings) {
        return new CondorTools(TestPool.get().environment(), settings, InstantSource.system(), CallObserver.NONE);
    }

    private static TestedDag dag(double secondsPerEvent) {
        return new TestedDag(CONDOR, secondsPerEvent, Map.of(), 10, where -> {});
    }

    @Test
    @Order(1)
    void an_end_that_nobody_saw_is_on_disk_when_queue_and_history_have_forgotten_it() throws Exception {
        ToolSettings soonForgotten = new ToolSettings(
                ToolSettings.DEFAULT.queryTimeout(), ToolSettings.DEFAULT.submitTimeout(), Duration.ofSeconds(1), 1000);
        TestedDag forgotten = new TestedDag(tools(soonForgotten), 0, Map.of(), 10, where -> {});
        forgotten.release();
        Patience.until("DAGMan has ended", () -> forgotten.progress().metrics() != null);
        Patience.until(
                "its ad is gone from the queue",
                () -> CONDOR.observe().of(forgotten.first()).isEmpty());
        // Emptied, not deleted: the schedd goes on writing into the file that it has open.
        Files.write(TestPool.get().history(), new byte[0]);

        assertThat(CONDOR.find(forgotten.first())).isEmpty();
        assertThat(forgotten.progress().metrics()).satisfies(m -> {
            assertThat(m.cluster()).isEqualTo(forgotten.cluster());
            assertThat(m.exitCode()).isZero();
        });
        assertThat(forgotten.progress().done()).containsExactly(0, 1);
        assertThat(forgotten.manifest(1).events("GenSim", "RAWSIMoutput")).isEqualTo(200);
    }

    @Test
    @Order(2)
    void a_hung_schedd_is_given_up_and_what_was_asked_of_it_meanwhile_has_not_happened() throws Exception {
        CondorTools impatient =
                tools(new ToolSettings(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofDays(1), 1000));
        TestedDag dag = dag(0);
        CONDOR.remove(dag.cluster(), "the next submission is to hang");
        ProcessHandle schedd = Processes.schedd(TestPool.get().home());
        Processes.signal(schedd, "STOP");
        try {
            assertThatThrownBy(impatient::observe).isInstanceOf(ServiceUnavailableException.class);
            assertThatThrownBy(() ->
                            impatient.submitOnHold(dag.first(), dag.directory().toString()))
                    .isInstanceOf(ServiceUnavailableException.class);
        } finally {
            Processes.signal(schedd, "CONT");
        }
        Patience.until("the schedd answers", ScheddTroublePoolTest::answers);
        assertThat(CONDOR.find(dag.first())).as("killed with its client").isEmpty();
        CONDOR.remove(CONDOR.submitOnHold(dag.first(), dag.directory().toString()), "end of the test");
    }

    private static boolean answers() {
        try {
            CONDOR.checkReachable();
            return true;
        } catch (ServiceUnavailableException e) {
            return false;
        }
    }

    @Test
    @Order(3)
    void killed_dagmans_and_a_schedd_that_was_down_start_again_and_lose_nothing() throws Exception {
        TestedDag dag = dag(SLOW);
        TestedDag other = dag(0);
        CONDOR.remove(other.cluster(), "the next submission meets no schedd");
        dag.release();
        dag.awaitNode(0, "landing");
        dag.awaitNode(1, "landing");
        List<ProcessHandle> dagmans = Processes.dagmans(dag.directory());
        assertThat(dagmans).as("outer and inner DAGMans").hasSize(3);
        for (ProcessHandle dagman : dagmans) {
            Processes.signal(dagman, "KILL");
        }
        dag.await(dag.first(), d -> d.starts() == 2 && d.state() == JobState.RUNNING);

        Patience.until("the master takes the order", () -> dag.tries("condor_off", "-fast", "-schedd"));
        Patience.until("the schedd is down", () -> !answers());
        assertThatThrownBy(CONDOR::observe).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() -> CONDOR.find(dag.first())).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() ->
                        CONDOR.submitOnHold(other.first(), other.directory().toString()))
                .isInstanceOf(ServiceUnavailableException.class);
        Patience.until("the master takes the order", () -> dag.tries("condor_on", "-schedd"));
        Patience.until("the schedd answers", ScheddTroublePoolTest::answers);

        CONDOR.remove(CONDOR.submitOnHold(other.first(), other.directory().toString()), "end of the test");
        DagObservation end = dag.await(dag.first(), DagObservation::hasEnded);
        assertThat(end.exitCode()).isZero();
        assertThat(end.starts()).isGreaterThanOrEqualTo(3);
        assertThat(dag.progress().done()).containsExactly(0, 1);
        assertThat(dag.sides(0)).as("no job ran twice").doesNotContain("proc_000000-a0_0_1.json");
    }
}
