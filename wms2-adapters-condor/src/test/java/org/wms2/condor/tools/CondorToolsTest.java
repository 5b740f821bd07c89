package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.condor.Trees;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.htcondor.KeptJob;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.system.Call;

/** What the tools' exit statuses and words mean, without HTCondor: their words are those of contracts/samples/cli-*.txt. */
class CondorToolsTest {
    private static final DagKey KEY = new DagKey(new DagTag("req-v1-r0"), 0);
    private static final String QUEUED =
            "[{\"ClusterId\": 7, \"JobStatus\": 5, \"NumJobStarts\": 0, \"HoldReasonCode\": 15, \"WMS2_DagId\": \"req-v1-r0\","
                    + " \"WMS2_Attempt\": 0}]";
    private static final String NO_SCHEDD = "Error: Can't find address for schedd vm";

    private final List<Call> observed = new ArrayList<>();
    private Path directory;
    private Path dag;
    private PretendedTools tools;
    private CondorTools condor;

    @BeforeEach
    void pretend() throws IOException {
        // Not in /tmp: submissions there are refused.
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tools");
        dag = Files.createDirectories(directory.resolve("submit/r0"));
        Files.writeString(dag.resolve("workflow.dag"), "SUBDAG EXTERNAL mg_000000 group.dag DIR mg_000000\n");
        tools = new PretendedTools(directory);
        condor = condor(Duration.ofSeconds(20));
    }

    @AfterEach
    void clear() throws IOException {
        Trees.delete(directory);
    }

    private CondorTools condor(Duration limit) {
        return new CondorTools(
                tools.environment(),
                new ToolSettings(limit, limit, Duration.ofDays(1), 1000),
                () -> Instant.EPOCH,
                observed::add);
    }

    @Test
    void a_queue_that_does_not_answer_is_unknown_and_never_no() {
        tools.says("condor_q", 1, "", NO_SCHEDD);
        assertThatThrownBy(() -> condor.find(KEY))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("Can't find address");
        assertThatThrownBy(condor::observe).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() -> condor.remaining(KEY)).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(condor::checkReachable).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() -> condor.submitOnHold(KEY, dag.toString()))
                .isInstanceOf(ServiceUnavailableException.class);
        assertThat(tools.calls()).noneMatch(c -> c.startsWith("condor_submit_dag"));
        assertThat(tools.calls()).noneMatch(c -> c.startsWith("condor_history"));
    }

    @Test
    void a_hung_schedd_is_given_up_and_told_to_the_observer() {
        tools.does("condor_q", "sleep 300");
        assertThatThrownBy(() -> condor(Duration.ofMillis(500)).observe())
                .isInstanceOf(ServiceUnavailableException.class);
        assertThat(observed).singleElement().satisfies(c -> {
            assertThat(c.operation()).isEqualTo("condor_q");
            assertThat(c.outcome()).isEqualTo(Call.Outcome.TIMEOUT);
        });
    }

    @Test
    void the_queue_is_asked_before_the_history() {
        assertThat(condor.find(KEY)).isEmpty();
        assertThat(tools.calls()).hasSize(2);
        assertThat(tools.calls().getFirst())
                .startsWith("condor_q <-json> <-constraint> <JobUniverse == 7 && DAGManJobId =?= undefined"
                        + " && WMS2_DagId == \"req-v1-r0\" && WMS2_Attempt == 0>");
        assertThat(tools.calls().getLast()).startsWith("condor_history <-json>");
    }

    @Test
    void one_call_observes_all_dags() {
        tools.says("condor_q", 0, QUEUED, "");
        assertThat(condor.observe().first(KEY).orElseThrow().isSubmittedOnHold())
                .isTrue();
        assertThat(tools.calls()).hasSize(1);
        assertThat(observed).extracting(Call::outcome).containsExactly(Call.Outcome.OK);
    }

    @Test
    void what_is_left_of_a_dag_is_counted_without_the_outer_dagman() {
        assertThat(condor.remaining(KEY)).isZero();
        tools.says("condor_q", 0, "[{\"ClusterId\": 8, \"ProcId\": 0},\n{\"ClusterId\": 9, \"ProcId\": 0}]", "");
        assertThat(condor.remaining(KEY)).isEqualTo(2);
        assertThat(tools.calls())
                .hasSize(2)
                .containsOnly("condor_q <-json> <-constraint> <WMS2_DagId == \"req-v1-r0\" && WMS2_Attempt == 0"
                        + " && !(JobUniverse == 7 && DAGManJobId =?= undefined)> <-attributes> <ClusterId,ProcId>");
    }

    @Test
    void a_count_that_was_cut_off_in_the_middle_is_no_count() {
        tools.says("condor_q", 0, "[{\"ClusterId\": 8, \"ProcId\": 0},", "");
        assertThatThrownBy(() -> condor.remaining(KEY)).hasMessageContaining("condor_q");
        tools.does("condor_q", "sleep 300");
        assertThatThrownBy(() -> condor(Duration.ofMillis(500)).remaining(KEY))
                .isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void a_submission_goes_out_on_hold_with_its_tag() {
        tools.says("condor_submit_dag", 0, "Submitting job(s).\n1 job(s) submitted to cluster 32.", "");
        assertThat(condor.submitOnHold(KEY, dag.toString())).isEqualTo(new ClusterId(32));
        assertThat(tools.calls().getLast())
                .contains("<+WMS2_DagId = \"req-v1-r0\">")
                .contains("<+WMS2_Attempt = 0>")
                .contains("<hold = true>")
                .contains("<-maxidle> <1000>")
                .contains(
                        "<leave_in_queue = (JobStatus == 4 || JobStatus == 3) && time() - EnteredCurrentStatus < 86400>")
                .contains("<-batch-name> <wms2-req-v1-r0>")
                .endsWith("<workflow.dag>");
    }

    @Test
    void dagmans_are_told_to_count_once_a_minute_unless_the_machine_has_them_do_it_more_often() {
        tools.says("condor_submit_dag", 0, "1 job(s) submitted to cluster 32.", "");
        tools.says("condor_config_val", 0, "300", "");
        condor.submitOnHold(KEY, dag.toString());
        assertThat(tools.calls().getLast())
                .startsWith("condor_submit_dag <-insert_env> <_CONDOR_DAGMAN_QUEUE_UPDATE_INTERVAL=60>");
        tools.says("condor_config_val", 0, "5", "");
        condor.submitOnHold(KEY, dag.toString());
        assertThat(tools.calls().getLast()).as("asked once").contains("<-insert_env>");
        condor(Duration.ofSeconds(20)).submitOnHold(KEY, dag.toString());
        assertThat(tools.calls().getLast()).startsWith("condor_submit_dag").doesNotContain("-insert_env");
    }

    @Test
    void held_jobs_are_asked_for_by_one_query_that_leaves_dagmans_out() {
        tools.says(
                "condor_q",
                0,
                "[{\"ClusterId\": 8, \"WMS2_DagId\": \"req-v1-r0\", \"WMS2_Attempt\": 0, \"WMS2_WorkUnit\":"
                        + " \"abcdefghij\", \"WMS2_Role\": \"merge\", \"HoldReasonCode\": 13}]",
                "");
        assertThat(condor.heldJobs()).singleElement().satisfies(job -> {
            assertThat(job.cluster()).isEqualTo(new ClusterId(8));
            assertThat(job.code()).isEqualTo(13);
        });
        assertThat(tools.calls())
                .singleElement()
                .asString()
                .startsWith("condor_q <-json> <-constraint> <JobStatus == 5 && WMS2_Role =!= undefined"
                        + " && WMS2_WorkUnit =!= undefined> <-attributes> <ClusterId,");
        tools.says("condor_q", 1, "", NO_SCHEDD);
        assertThatThrownBy(condor::heldJobs).isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void what_is_there_already_is_not_submitted_again() {
        tools.says("condor_q", 0, QUEUED, "");
        assertThat(condor.submitOnHold(KEY, dag.toString())).isEqualTo(new ClusterId(7));
        assertThat(tools.calls()).noneMatch(c -> c.startsWith("condor_submit_dag"));
    }

    @Test
    void an_answer_that_is_lost_is_looked_up() {
        // The tool fails after the schedd has taken the job: the second condor_q sees it.
        tools.does("condor_submit_dag", "echo '" + QUEUED + "' > " + directory + "/queue; exit 1");
        tools.does("condor_q", "cat " + directory + "/queue 2>/dev/null; exit 0");
        assertThat(condor.submitOnHold(KEY, dag.toString())).isEqualTo(new ClusterId(7));
    }

    @Test
    void a_schedd_that_is_down_at_submission_is_unavailable_and_leaves_room_for_the_next_try() throws IOException {
        tools.does(
                "condor_submit_dag",
                "if [ -e workflow.dag.condor.sub ]; then echo 'ERROR: already exists' >&2; exit 1; fi\n"
                        + "touch workflow.dag.condor.sub; echo \"ERROR: Can't find address of local schedd\" >&2; exit 1");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> condor.submitOnHold(KEY, dag.toString()))
                    .isInstanceOf(ServiceUnavailableException.class)
                    .hasMessageContaining("Can't find address");
        }
        assertThat(dag.resolve("workflow.dag.condor.sub")).exists();
    }

    @Test
    void a_submission_without_an_end_is_given_up_as_unknown() {
        tools.does("condor_submit_dag", "sleep 300");
        assertThatThrownBy(() -> condor(Duration.ofSeconds(2)).submitOnHold(KEY, dag.toString()))
                .isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void a_directory_where_dagman_has_run_is_not_submitted_for_the_same_attempt() throws IOException {
        Files.writeString(dag.resolve("workflow.dag.dagman.out"), "it ran");
        assertThatThrownBy(() -> condor.submitOnHold(KEY, dag.toString()))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("workflow.dag.dagman.out");
        assertThat(tools.calls()).noneMatch(c -> c.startsWith("condor_submit_dag"));
    }

    @Test
    void a_later_attempt_goes_on_from_a_rescue_file() throws IOException {
        Files.writeString(dag.resolve("workflow.dag.dagman.out"), "it ran");
        Files.writeString(dag.resolve("workflow.dag.rescue001"), "DONE mg_000000");
        tools.says("condor_submit_dag", 0, "1 job(s) submitted to cluster 40.", "");
        DagKey second = new DagKey(KEY.tag(), 1);
        assertThat(condor.submitOnHold(second, dag.toString())).isEqualTo(new ClusterId(40));
    }

    @Test
    void what_is_gone_already_is_released_and_removed() {
        tools.says("condor_rm", 1, "", "Couldn't find/remove all jobs matching constraint (ClusterId == 9)");
        tools.says("condor_release", 1, "", "Couldn't find/release all jobs matching constraint (ClusterId == 9)");
        condor.remove(new ClusterId(9), "why\nnot");
        condor.release(new ClusterId(9));
        assertThat(tools.calls())
                .containsExactly(
                        "condor_rm <-reason> <why not> <-constraint> <ClusterId == 9 && JobStatus != 3 && JobStatus != 4>",
                        "condor_release <-constraint> <ClusterId == 9 && JobStatus == 5>");
    }

    @Test
    void a_kept_job_is_disposed_of_in_two_steps_and_never_one_that_has_not_ended() {
        condor.dispose(new ClusterId(9));
        String nine = "<-constraint> <ClusterId == 9 && WMS2_DagId =!= undefined && DAGManJobId =?= undefined && ";
        assertThat(tools.calls())
                .containsExactly(
                        "condor_rm <-reason> <WMS2: its outcome is known> " + nine + "JobStatus == 4>",
                        "condor_rm <-forcex> <-reason> <WMS2: its outcome is known> " + nine
                                + "JobStatus == 3 && (JobStatus == 4 || JobFinishedHookDone =!= undefined)>");
    }

    @Test
    void kept_jobs_are_told_with_their_state_and_others_tags_are_left_out() {
        tools.says(
                "condor_q",
                0,
                "[{\"ClusterId\": 7, \"JobStatus\": 4, \"NumJobStarts\": 2, \"EnteredCurrentStatus\": 60,"
                        + " \"WMS2_DagId\": \"req-v1-r0\", \"WMS2_Attempt\": 0},"
                        + " {\"ClusterId\": 8, \"JobStatus\": 3, \"NumJobStarts\": 0, \"EnteredCurrentStatus\": 90,"
                        + " \"WMS2_DagId\": \"req-v1-pilot\", \"WMS2_Attempt\": 1},"
                        + " {\"ClusterId\": 9, \"JobStatus\": 4, \"WMS2_DagId\": \"somebody's\", \"WMS2_Attempt\": 1}]",
                "");
        assertThat(condor.kept())
                .containsExactly(
                        new KeptJob(KEY, new ClusterId(7), JobState.COMPLETED, 2, Instant.ofEpochSecond(60)),
                        new KeptJob(
                                new DagKey(new DagTag("req-v1-pilot"), 1),
                                new ClusterId(8),
                                JobState.REMOVED,
                                0,
                                Instant.ofEpochSecond(90)));
        assertThat(tools.calls()).hasSize(1);
        tools.says("condor_q", 1, "", NO_SCHEDD);
        assertThatThrownBy(condor::kept).isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void a_removal_that_nobody_answered_is_unknown_and_one_that_is_forbidden_refused() {
        tools.says("condor_rm", 1, "", "condor_rm: Can't find address for schedd vm");
        assertThatThrownBy(() -> condor.remove(new ClusterId(9), "x")).isInstanceOf(ServiceUnavailableException.class);
        tools.says("condor_rm", 1, "", "Permission denied to remove all jobs in cluster 9");
        assertThatThrownBy(() -> condor.remove(new ClusterId(9), "x")).isInstanceOf(ServiceRefusedException.class);
    }

    @Test
    void an_answer_that_is_no_json_is_refused_in_words() {
        tools.says("condor_q", 0, "-- Schedd: vm", "");
        assertThatThrownBy(condor::observe).hasMessageContaining("condor_q").hasMessageContaining("expected JSON");
    }
}
