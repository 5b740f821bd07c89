package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.condor.Trees;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.system.CallObserver;

/** Every call names the schedd, and every cluster that comes back carries its name. */
class NamedScheddTest {
    private static final Schedd SECOND = new Schedd("second@vm", "cm.example:9618");
    private static final String FLAGS = " <-name> <second@vm> <-pool> <cm.example:9618>";
    private static final DagKey KEY = new DagKey(new DagTag("req-v1-r0"), 0);
    private static final String QUEUED =
            "[{\"ClusterId\": 7, \"JobStatus\": 5, \"NumJobStarts\": 0, \"HoldReasonCode\": 15, \"WMS2_DagId\": \"req-v1-r0\","
                    + " \"WMS2_Attempt\": 0}]";

    private Path directory;
    private Path dag;
    private PretendedTools tools;
    private CondorTools condor;

    @BeforeEach
    void pretend() throws IOException {
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "named");
        dag = Files.createDirectories(directory.resolve("submit/r0"));
        Files.writeString(dag.resolve("workflow.dag"), "SUBDAG EXTERNAL mg_000000 group.dag DIR mg_000000\n");
        tools = new PretendedTools(directory);
        condor = new CondorTools(
                tools.environment(), ToolSettings.DEFAULT, () -> Instant.EPOCH, CallObserver.NONE, SECOND);
    }

    @AfterEach
    void clear() throws IOException {
        Trees.delete(directory);
    }

    @Test
    void every_tool_is_sent_to_it() {
        tools.says("condor_config_val", 0, "200\nTotalSchedulerJobsRunning < 500", "");
        ClusterId cluster = SECOND.cluster(9);
        condor.checkReachable();
        condor.find(KEY);
        condor.find(KEY, cluster);
        condor.release(cluster);
        condor.remove(cluster, "why");
        condor.removeLeftovers(KEY, "why");
        condor.remaining(KEY);
        condor.observe();
        assertThat(condor.dagmans()).isZero();
        assertThat(condor.limits()).isEqualTo(new SchedulerLimits(200, 500));
        assertThat(tools.calls()).hasSizeGreaterThanOrEqualTo(12).allSatisfy(call -> {
            String tool = call.substring(0, call.indexOf(' '));
            assertThat(call).startsWith(tool + FLAGS);
        });
    }

    @Test
    void what_is_seen_there_carries_its_name() {
        tools.says("condor_q", 0, QUEUED, "");
        assertThat(condor.find(KEY).orElseThrow().cluster()).isEqualTo(new ClusterId(7, "second@vm"));
        assertThat(condor.observe().first(KEY).orElseThrow().cluster()).isEqualTo(new ClusterId(7, "second@vm"));
    }

    @Test
    void a_number_of_another_schedd_is_another_job_and_nothing_is_done_to_it() {
        for (ClusterId other : new ClusterId[] {new ClusterId(7), new ClusterId(7, "third@vm")}) {
            assertThatThrownBy(() -> condor.remove(other, "why"))
                    .isInstanceOf(ServiceUnavailableException.class)
                    .hasMessageContainingAll("second@vm", "--schedd-name");
            assertThatThrownBy(() -> condor.release(other)).isInstanceOf(ServiceUnavailableException.class);
            assertThatThrownBy(() -> condor.find(KEY, other)).isInstanceOf(ServiceUnavailableException.class);
        }
        assertThat(tools.calls()).isEmpty();
    }

    @Test
    void the_submit_file_is_written_here_and_taken_there() {
        tools.says("condor_submit", 0, "32.0 - 32.0", "");
        assertThat(condor.submitOnHold(KEY, dag.toString())).isEqualTo(new ClusterId(32, "second@vm"));
        List<String> submitted = tools.calls().stream()
                .filter(c -> c.startsWith("condor_submit"))
                .toList();
        assertThat(submitted).hasSize(2);
        assertThat(submitted.getFirst())
                .startsWith("condor_submit_dag <-no_submit>")
                .contains("<hold = true>");
        assertThat(submitted.getLast()).isEqualTo("condor_submit" + FLAGS + " <-terse> <workflow.dag.condor.sub>");
    }

    @Test
    void an_answer_that_is_lost_is_looked_up_there() {
        tools.does("condor_submit", "echo '" + QUEUED + "' > " + directory + "/queue; exit 1");
        tools.does("condor_q", "cat " + directory + "/queue 2>/dev/null; exit 0");
        assertThat(condor.submitOnHold(KEY, dag.toString())).isEqualTo(new ClusterId(7, "second@vm"));
    }

    @Test
    void one_that_its_collector_does_not_know_is_unavailable_whichever_tool_says_so() {
        tools.says("condor_submit", 1, "", "ERROR: Can't find address of schedd second@vm");
        assertThatThrownBy(() -> condor.submitOnHold(KEY, dag.toString()))
                .isInstanceOf(ServiceUnavailableException.class);
        tools.says("condor_submit", 1, "", "condor_submit: unknown host second");
        assertThatThrownBy(() -> condor.submitOnHold(KEY, dag.toString()))
                .isInstanceOf(ServiceUnavailableException.class);
        tools.says("condor_submit", 1, "", "ERROR: Executable file nowhere does not exist");
        assertThatThrownBy(() -> condor.submitOnHold(KEY, dag.toString())).isInstanceOf(ServiceRefusedException.class);
        tools.says("condor_q", 1, "", "Error: Collector has no record of schedd/submitter");
        assertThatThrownBy(condor::observe).isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void a_name_is_one_word_and_a_collector_alone_is_none() {
        assertThatThrownBy(() -> new Schedd("a b", "")).hasMessageContaining("'a b'");
        assertThatThrownBy(() -> new Schedd("-name", "")).hasMessageContaining("'-name'");
        assertThatThrownBy(() -> new Schedd("", "cm")).hasMessageContaining("cm");
        assertThat(Schedd.DEFAULT.arguments("condor_q")).isEmpty();
        assertThat(new Schedd("one", "").arguments("condor_q")).containsExactly("-name", "one");
        assertThat(SECOND.arguments("condor_submit_dag")).isEmpty();
    }
}
