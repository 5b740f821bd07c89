package org.wms2.condor.dag;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.DagFilesContract;
import org.wms2.ports.htcondor.DagProgress;
import org.wms2.ports.htcondor.RescueCheck;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.Layout;

class SplicedDirectoryTest extends DagFilesContract {
    private static final String HEAD = """
            # Rescue DAG file, created after running
            #   the workflow.dag DAG file
            # Created 11/25/2026 12:49:16 UTC
            # Rescue DAG version: 2.0.1 (partial)
            #
            # Total number of Nodes: 10
            # Nodes premarked DONE: 7
            # Nodes that failed: 1
            #   mg_000001+proc_000001,<ENDLIST>

            """;

    /** As DAGMan 23.9.6 counts them: a spliced node is a job, not a DAG. */
    private static final String METRICS = """
            {"start_time":1795610940.4,"end_time":1795610956.6,"exitcode":1,"dagman_id":"3","rescue_dag_number":0,
             "jobs":10,"jobs_failed":1,"jobs_succeeded":7,"dag_jobs":0,"dag_jobs_failed":0,"dag_jobs_succeeded":0,"DagStatus":2}
            """;

    @TempDir
    private Path temp;

    @Override
    protected Layout layout() {
        return Layout.SPLICE;
    }

    @Override
    protected DagFiles newFiles() {
        return files();
    }

    private DagDirectory files() {
        return new DagDirectory(DagSettings.of(temp.resolve("submit"), SyntheticPayload.at(Path.of("/storage"))));
    }

    @Override
    protected void submit(DagKey key, String directory) {
        try {
            Files.writeString(Path.of(directory, "workflow.dag.condor.sub"), "queue");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DagPlan spliced(String request) {
        return SamplePlans.laidOut(SamplePlans.generator(request, 2, 2), Layout.SPLICE);
    }

    private Path write(DagPlan plan) {
        return Path.of(files().write(plan, DagFiles.UNFENCED).directory());
    }

    @Test
    void the_outer_dag_says_nothing_of_all_nodes_as_dagman_would_crash_over_it() {
        Path directory = write(spliced("outer"));
        assertThat(directory.resolve("workflow.dag")).content().isEqualTo("""
                        JOBSTATE_LOG workflow.jobstate.log
                        SET_JOB_ATTR WMS2_Layout = "splice"
                        SPLICE mg_000000 group.dag DIR mg_000000
                        SPLICE mg_000001 group.dag DIR mg_000001
                        NODE_STATUS_FILE workflow.dag.status 5
                        """);
        assertThat(directory.resolve("attempt.dag")).content().contains("WMS2_Attempt=\"0\"");
    }

    @Test
    void a_splice_has_no_status_file_and_nothing_in_it_can_end_the_whole_dag() {
        Path directory = write(spliced("inner"));
        String id = SamplePlans.workUnitId("inner", 1).value();
        assertThat(directory.resolve("mg_000001/group.dag"))
                .content()
                .startsWith("VARS ALL_NODES WMS2_DAG_ID=\"inner-v1-r0\" WMS2_WORK_UNIT=\"" + id
                        + "\" WMS2_MAX_RETRIES=\"3\" WMS2_SPLICE=\"1\"\nRETRY ALL_NODES 3 UNLESS-EXIT 42\n")
                .contains("JOB proc_000001 ../processing.sub\nVARS proc_000001 WMS2_INDEX=\"1\"\n")
                .contains("PARENT landing CHILD proc_000000 proc_000001\n")
                .doesNotContain("NODE_STATUS_FILE", "JOBSTATE_LOG", "SET_JOB_ATTR", "ABORT-DAG-ON");
    }

    @Test
    void a_large_status_file_is_rewritten_less_often() {
        TextBytes out = new TextBytes();
        DagCounts counts = new DagCounts(500, 98_500, 1);
        DagText.closeWorkflow(out, spliced("large").header(), counts, Duration.ofSeconds(5));
        assertThat(out).hasToString("NODE_STATUS_FILE workflow.dag.status 50\n");
    }

    @Test
    void a_work_unit_follows_from_its_nodes() throws IOException {
        DagPlan plan = spliced("progress");
        Path directory = write(plan);
        status(directory, 3, "not_idle", 1);
        DagProgress running = files().progress(directory.toString());
        assertThat(running.started()).containsExactly(0, 1);
        assertThat(running.done()).containsExactly(0);
        assertThat(running.failed()).as("another of its nodes runs on").isEmpty();

        status(directory, 5, "", 0);
        DagProgress ended = files().progress(directory.toString());
        assertThat(ended.done()).containsExactly(0);
        assertThat(ended.failed()).containsEntry(1, "proc_000001: Job proc (16.0.0) failed with status 42");
        assertThat(files().failures(directory.toString(), SamplePlans.workUnitId("progress", 1), 1, 0))
                .extracting(Failure::node)
                .containsExactly("proc_000001");
        assertThat(files().failures(directory.toString(), SamplePlans.workUnitId("progress", 0), 0, 0))
                .isEmpty();
    }

    @Test
    void a_rescue_skips_the_work_units_of_which_every_node_is_done() throws IOException {
        DagPlan plan = spliced("rescued");
        Path directory = write(plan);
        String done = lines("mg_000000+", "landing", "proc_000000", "proc_000001", "merge", "cleanup")
                + lines("mg_000001+", "landing", "proc_000000");
        Files.writeString(directory.resolve("workflow.dag.rescue001"), HEAD + done);
        Files.writeString(directory.resolve("workflow.dag.metrics"), METRICS);
        RescueCheck check = check(plan, directory);
        assertThat(check.why()).isEmpty();
        assertThat(check.done()).containsExactly(0);

        Files.writeString(
                directory.resolve("workflow.dag.rescue001"), HEAD + done.replace("1+proc_000000", "1+proc_000007"));
        assertThat(check(plan, directory).why()).contains("mg_000001+proc_000007", "no node");
        Files.writeString(directory.resolve("workflow.dag.rescue001"), HEAD.replace("Nodes: 10", "Nodes: 2") + done);
        assertThat(check(plan, directory).why()).contains("2 nodes", "10");
    }

    private RescueCheck check(DagPlan plan, Path directory) {
        return files().checkRescue(SamplePlans.dag(plan, directory.toString(), new ClusterId(3)));
    }

    private static String lines(String unit, String... nodes) {
        StringBuilder lines = new StringBuilder();
        for (String node : nodes) {
            lines.append("DONE ").append(unit).append(node).append("\nRETRY ").append(unit);
            lines.append(node).append(" 3 UNLESS-EXIT 42\n");
        }
        return lines.toString();
    }

    /** The first work unit is done, in the second one job has failed and another is in the given state. */
    private static void status(Path directory, int other, String details, int next) throws IOException {
        StringBuilder text =
                new StringBuilder("[ Type = \"DagStatus\"; Timestamp = 1; DagStatus = 3; NodesTotal = 10; ]");
        for (String name : new String[] {"landing", "proc_000000", "proc_000001", "merge", "cleanup"}) {
            text.append(node("mg_000000+" + name, 5, ""));
        }
        text.append(node("mg_000001+landing", 5, ""));
        text.append(node("mg_000001+proc_000000", other, details));
        text.append(node("mg_000001+proc_000001", 6, "Job proc (16.0.0) failed with status 42"));
        text.append(node("mg_000001+merge", 7, "Had an ancestor node fail"));
        text.append(node("mg_000001+cleanup", 7, "Had an ancestor node fail"));
        text.append("[ Type = \"StatusEnd\"; NextUpdate = " + next + "; ]");
        Files.writeString(directory.resolve("workflow.dag.status"), text);
    }

    private static String node(String name, int status, String details) {
        return "[ Type = \"NodeStatus\"; Node = \"%s\"; NodeStatus = %d; StatusDetails = \"%s\"; RetryCount = 0; ]"
                .formatted(name, status, details);
    }
}
