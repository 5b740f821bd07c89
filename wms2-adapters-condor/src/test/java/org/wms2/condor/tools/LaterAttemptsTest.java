package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wms2.condor.Trees;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.system.CallObserver;

/** Where a second attempt may be submitted, and how many DAGMans the schedd lets run; without HTCondor. */
class LaterAttemptsTest {
    private static final DagKey SECOND = new DagKey(new DagTag("req-v1-r0"), 1);

    private Path directory;
    private Path dag;
    private PretendedTools tools;
    private CondorTools condor;

    @BeforeEach
    void aDirectoryWhereTheFirstAttemptHasRun() throws IOException {
        // Not in /tmp: submissions there are refused.
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "later");
        dag = Files.createDirectories(directory.resolve("submit/r0"));
        put("workflow.dag", 10);
        put("workflow.dag.condor.sub", 20);
        Files.writeString(dag.resolve("workflow.dag.condor.sub"), "+WMS2_Attempt = 0\nqueue\n");
        put("workflow.dag.dagman.out", 30);
        put("workflow.dag.rescue001", 30);
        tools = new PretendedTools(directory);
        condor = condor(Duration.ofSeconds(20));
        tools.says("condor_submit_dag", 0, "1 job(s) submitted to cluster 40.", "");
    }

    @AfterEach
    void clear() throws IOException {
        Trees.delete(directory);
    }

    private CondorTools condor(Duration limit) {
        ToolSettings settings = new ToolSettings(limit, limit, Duration.ofDays(1), 1000);
        return new CondorTools(tools.environment(), settings, () -> Instant.EPOCH, CallObserver.NONE);
    }

    private void put(String name, long second) throws IOException {
        Path file = dag.resolve(name);
        if (!Files.exists(file)) {
            Files.writeString(file, name);
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
    }

    private void submittedForTheSecond(long second) throws IOException {
        Files.writeString(dag.resolve("workflow.dag.condor.sub"), "+WMS2_DagId = \"x\"\n+WMS2_Attempt = 1\nqueue\n");
        put("workflow.dag.condor.sub", second);
    }

    private void refused(String words) {
        assertThatThrownBy(() -> condor.submitOnHold(SECOND, dag.toString()))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining(words);
        assertThat(tools.calls()).noneMatch(c -> c.startsWith("condor_submit_dag"));
    }

    @Test
    void the_second_attempt_is_submitted_where_the_first_has_left_a_rescue_file() {
        assertThat(condor.submitOnHold(SECOND, dag.toString())).isEqualTo(new ClusterId(40));
        assertThat(tools.calls().getLast()).contains("<+WMS2_Attempt = 1>");
    }

    @Test
    void a_second_submission_that_never_started_does_not_forbid_the_next() throws IOException {
        submittedForTheSecond(40);
        assertThat(condor.submitOnHold(SECOND, dag.toString())).isEqualTo(new ClusterId(40));
    }

    @Test
    void an_attempt_that_has_run_and_is_forgotten_is_not_run_twice() throws IOException {
        submittedForTheSecond(25);
        refused("this very attempt");
    }

    @Test
    void a_dagman_that_is_alive_or_died_without_a_last_word_forbids_it() throws IOException {
        put("workflow.dag.lock", 30);
        refused("workflow.dag.lock");
    }

    @Test
    void without_a_rescue_file_there_is_nothing_to_go_on_from() throws IOException {
        Files.delete(dag.resolve("workflow.dag.rescue001"));
        refused("no rescue file");
    }

    @ParameterizedTest
    @CsvSource({
        "200, TotalSchedulerJobsRunning < 500, 200, 500",
        "2000, (TotalSchedulerJobsRunning <= 4), 2000, 5",
        "0, TRUE, 2147483647, 2147483647",
        "Not defined, TotalSchedulerJobsRunning < 500 && Owner != \"x\", 2147483647, 2147483647",
        "2 + 2, Not defined, 2147483647, 2147483647"
    })
    void the_limits_are_the_running_schedds(String perOwner, String start, int expected, int total) {
        tools.does("condor_config_val", "printf '%s\\n' '" + perOwner + "' '" + start + "'");
        assertThat(condor.limits()).isEqualTo(new SchedulerLimits(expected, total));
        assertThat(tools.calls())
                .containsExactly(
                        "condor_config_val <-schedd> <MAX_RUNNING_SCHEDULER_JOBS_PER_OWNER> <START_SCHEDULER_UNIVERSE>");
    }

    @Test
    void a_schedd_that_does_not_answer_has_unknown_limits() {
        tools.does("condor_config_val", "echo \"Can't find address for this schedd\" >&2; exit 1");
        assertThatThrownBy(condor::limits)
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("Can't find address");
        tools.does("condor_config_val", "echo 200");
        assertThatThrownBy(condor::limits).isInstanceOf(ServiceUnavailableException.class);
        tools.does("condor_config_val", "sleep 300");
        assertThatThrownBy(() -> condor(Duration.ofMillis(500)).limits())
                .isInstanceOf(ServiceUnavailableException.class);
    }
}
