package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.condor.Trees;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.system.CallObserver;

/** What is told of DAGs whose files are in a schedd's spool, and when they are fetched. */
class SpooledScheddTest {
    private static final Schedd SCHEDD =
            new Schedd("far@vm", "", new Spool(Path.of("/opt/condor/bin"), "/opt/condor/condor_config"));
    private static final DagKey KEY = new DagKey(new DagTag("req-v1-r0"), 0);
    private static final ClusterId CLUSTER = new ClusterId(7, "far@vm");

    private Path directory;
    private Path dag;
    private PretendedTools tools;
    private CondorTools condor;

    @BeforeEach
    void pretend() throws IOException {
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "spooled");
        dag = Files.createDirectories(directory.resolve("submit/r0"));
        Files.writeString(dag.resolve("workflow.dag"), "SUBDAG EXTERNAL mg_000000 group.dag DIR mg_000000\n");
        for (String each : List.of("job", "mg_000000", "mg_000001")) {
            Files.createDirectory(dag.resolve(each));
        }
        tools = new PretendedTools(directory);
        condor = new CondorTools(
                tools.environment(), ToolSettings.DEFAULT, () -> Instant.EPOCH, CallObserver.NONE, SCHEDD);
    }

    @AfterEach
    void clear() throws IOException {
        Trees.delete(directory);
    }

    private void queue(int status, String more) {
        tools.says(
                "condor_q",
                0,
                "[{\"ClusterId\": 7, \"JobStatus\": " + status + ", \"WMS2_DagId\": \"req-v1-r0\", \"WMS2_Attempt\": 0,"
                        + " \"SUBMIT_Iwd\": \"" + dag + "\"" + more + "}]",
                "");
    }

    private DagObservation seen() {
        return condor.observe().first(KEY).orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        Instant until = Instant.now().plus(Duration.ofSeconds(60));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited in vain").isBefore(until);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void the_whole_directory_is_sent_behind_a_fence_that_is_no_hold() throws IOException {
        Files.writeString(dag.resolve("workflow.dag.rescue001"), "DONE mg_000000");
        Files.writeString(dag.resolve("fetched-3"), "an earlier attempt");
        Files.writeString(dag.resolve("workflow.dag.dagman.out"), "it ran");
        tools.says("condor_submit", 0, "7.0 - 7.0", "");
        assertThat(condor.submitOnHold(new DagKey(KEY.tag(), 1), dag.toString()))
                .isEqualTo(CLUSTER);
        assertThat(tools.calls().get(2))
                .startsWith("condor_submit_dag <-no_submit> <-dagman> </opt/condor/bin/condor_dagman>")
                .contains("<-insert_env> <PATH=/opt/condor/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin;"
                        + "_CONDOR_DAGMAN_QUEUE_UPDATE_INTERVAL=60;CONDOR_CONFIG=/opt/condor/condor_config>")
                .contains("<requirements = WMS2_Released =?= 1>")
                .contains("<transfer_executable = false>")
                .contains("<getenv = false>")
                .contains("<transfer_input_files = job,mg_000000,mg_000001,workflow.dag,workflow.dag.dagman.out,"
                        + "workflow.dag.rescue001>")
                .doesNotContain("hold = true")
                .endsWith("<workflow.dag>");
        assertThat(tools.calls().get(3))
                .isEqualTo("condor_submit <-name> <far@vm> <-terse> <-spool> <workflow.dag.condor.sub>");
    }

    @Test
    void one_that_waits_behind_the_fence_is_submitted_on_hold_and_released_by_its_attribute() {
        queue(1, ", \"NumJobStarts\": 0");
        assertThat(seen().isSubmittedOnHold()).isTrue();
        condor.release(CLUSTER);
        assertThat(tools.calls())
                .contains("condor_qedit <-name> <far@vm> <-constraint>"
                        + " <ClusterId == 7 && JobStatus != 3 && JobStatus != 4> <WMS2_Released> <1>");

        queue(1, ", \"NumJobStarts\": 0, \"WMS2_Released\": 1");
        assertThat(seen().state()).isEqualTo(JobState.IDLE);
        int before = tools.calls().size();
        condor.release(CLUSTER);
        assertThat(tools.calls().subList(before, tools.calls().size())).noneMatch(c -> c.startsWith("condor_qedit"));
    }

    @Test
    void a_release_that_nobody_answered_is_unknown() {
        queue(1, ", \"NumJobStarts\": 0");
        tools.says("condor_qedit", 1, "", "Queue transaction failed.  No attributes were set.");
        assertThatThrownBy(() -> condor.release(CLUSTER)).isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void one_whose_files_are_not_there_yet_is_no_submission() {
        queue(5, ", \"NumJobStarts\": 0, \"HoldReasonCode\": 16");
        assertThat(condor.observe().dags()).isEmpty();
        assertThat(condor.find(KEY)).isEmpty();
        queue(5, ", \"NumJobStarts\": 2, \"HoldReasonCode\": 1, \"WMS2_Released\": 1");
        assertThat(seen().state()).isEqualTo(JobState.HELD);
        assertThat(seen().isSubmittedOnHold()).isFalse();
    }

    @Test
    void an_ended_one_is_told_once_its_files_are_home() {
        queue(4, ", \"NumJobStarts\": 1, \"ExitCode\": 0, \"WMS2_Released\": 1");
        assertThat(seen().state()).isEqualTo(JobState.RUNNING);
        assertThat(seen().exitCode()).isNull();
        await(() -> Files.exists(dag.resolve("fetched-7")));
        assertThat(seen().state()).isEqualTo(JobState.COMPLETED);
        assertThat(seen().exitCode()).isZero();
        assertThat(tools.calls().stream()
                        .filter(c -> c.startsWith("condor_qedit") || c.startsWith("condor_transfer_data"))
                        .map(c -> c.replace(" <-name> <far@vm>", "")))
                .containsExactly(
                        "condor_qedit <7> <TransferOutput> <UNDEFINED>",
                        "condor_transfer_data <7>",
                        "condor_qedit <7> <TransferOutput> <\"mg_000000,mg_000001\">",
                        "condor_transfer_data <7>");
    }

    @Test
    void files_that_do_not_come_are_fetched_again_and_the_reason_is_told() {
        queue(3, ", \"NumJobStarts\": 1, \"RemoveReason\": \"stop\", \"WMS2_Released\": 1");
        assertThat(seen().state()).as("DAGMan still writes its last word").isEqualTo(JobState.RUNNING);
        assertThat(tools.calls()).noneMatch(c -> c.startsWith("condor_transfer_data"));
        queue(3, ", \"NumJobStarts\": 1, \"RemoveReason\": \"stop\", \"WMS2_Released\": 1, \"JobFinishedHookDone\": 9");
        tools.says("condor_transfer_data", 1, "", "DCSchedd::receiveJobSandbox:7003:File transfer failed");
        await(() -> seen().reason().contains("File transfer failed"));
        assertThat(seen().state()).isEqualTo(JobState.RUNNING);
        assertThat(dag.resolve("fetched-7")).doesNotExist();
        tools.says("condor_transfer_data", 0, "", "");
        await(() -> seen().state() == JobState.REMOVED);
        assertThat(dag.resolve("fetched-7")).exists();
    }

    @Test
    void what_left_the_queue_is_told_as_it_is() {
        tools.says(
                "condor_history",
                0,
                "[{\"ClusterId\": 7, \"JobStatus\": 4, \"WMS2_DagId\": \"req-v1-r0\", \"WMS2_Attempt\": 0,"
                        + " \"NumJobStarts\": 1, \"ExitCode\": 1, \"SUBMIT_Iwd\": \"" + dag + "\"}]",
                "");
        assertThat(condor.find(KEY).orElseThrow().exitCode()).isOne();
    }

    @Test
    void pilots_do_not_run_there() {
        DagKey pilot = new DagKey(DagTag.pilot(new org.wms2.ports.id.RequestName("req"), 1), 0);
        assertThatThrownBy(() -> condor.submitOnHold(pilot, dag.toString()))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("spool");
    }

    @Test
    void a_path_there_is_absolute_and_plain() {
        assertThatThrownBy(() -> new Spool(Path.of("bin"), "")).hasMessageContaining("absolute");
        assertThatThrownBy(() -> new Spool(Path.of("/a;b"), "")).hasMessageContaining("/a;b");
        assertThatThrownBy(() -> new Spool(Path.of("/a"), "b")).hasMessageContaining("configuration");
        assertThatThrownBy(() -> new Schedd("", "", Spool.USUAL)).hasMessageContaining("name");
        assertThat(Spool.USUAL.environment()).doesNotContain("CONDOR_CONFIG");
    }
}
