package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.htcondor.DagMetrics;
import org.wms2.ports.htcondor.DagProgress;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.SiteName;

class WatchedDagTest {
    private static final String BEGIN = "1000 INTERNAL *** DAGMAN_STARTED 16.0 ***\n";

    @TempDir
    private Path directory;

    private void log(String lines) throws IOException {
        Files.writeString(directory.resolve("w.log"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** A later one has another size, as its time stamp may be the same. */
    private void status(long at, String... nodes) throws IOException {
        Files.writeString(
                directory.resolve("w.dag.status"),
                "[ Type = \"DagStatus\"; Timestamp = %d; DagStatus = 3; NodesTotal = %d; ]".formatted(at, nodes.length)
                        + String.join("\n", nodes)
                        + "[ Type = \"StatusEnd\"; NextUpdate = 7; ]");
    }

    private static String node(String name, int status, String details) {
        return "[ Type = \"NodeStatus\"; Node = \"%s\"; NodeStatus = %d; StatusDetails = \"%s\"; RetryCount = 0; ]"
                .formatted(name, status, details);
    }

    private WatchedDag watched() {
        return new WatchedDag(directory, "w.dag", "w.log");
    }

    @Test
    void nothing_is_known_before_dagman_has_written_anything() {
        assertThat(watched().look()).isEqualTo(DagProgress.NOTHING);
    }

    @Test
    void the_status_file_is_left_alone_while_the_log_leaves_nothing_open() throws IOException {
        Files.writeString(directory.resolve("w.dag.status"), "this would be refused");
        log(BEGIN + "1001 mg_000000 SUBMIT 17.0 - - 1\n1002 mg_000001 SUBMIT 18.0 - - 2\n"
                + "1003 mg_000000 JOB_SUCCESS 0 - - 1\n");
        WatchedDag dag = watched();
        DagProgress first = dag.look();
        assertThat(first.started()).containsExactly(0, 1);
        assertThat(first.done()).containsExactly(0);
        assertThat(dag.look()).isSameAs(first);
        log("1004 mg_000001 JOB_FAILURE 1 - - 2\n");
        assertThatThrownBy(dag::look).isInstanceOf(UnreadableException.class);
    }

    @Test
    void who_failed_for_good_and_why_is_said_by_the_status_file() throws IOException {
        log(BEGIN + "1001 mg_000000 SUBMIT 17.0 - - 1\n1002 mg_000001 SUBMIT 18.0 - - 2\n"
                + "1003 mg_000000 JOB_FAILURE 1 - - 1\n1003 mg_000001 JOB_FAILURE 1 - - 2\n");
        status(1002, node("mg_000000", 3, ""), node("mg_000001", 3, ""));
        WatchedDag dag = watched();
        assertThat(dag.look().failed()).as("tried again, for all one knows").isEmpty();
        status(1005, node("mg_000000", 6, "Job proc (17.0.0) failed"), node("mg_000001", 1, ""));
        assertThat(dag.look().failed()).containsOnlyKeys(0).containsValue("Job proc (17.0.0) failed");
        log("1006 mg_000001 SUBMIT 19.0 - - 2\n1007 mg_000001 JOB_SUCCESS 0 - - 2\n");
        Files.writeString(directory.resolve("w.dag.status"), "not asked any more");
        assertThat(dag.look().done()).containsExactly(1);
    }

    @Test
    void with_a_post_script_its_word_counts() throws IOException {
        log(BEGIN + "1001 mg_000000 SUBMIT 17.0 - - 1\n1002 mg_000000 JOB_FAILURE 1 - - 1\n"
                + "1002 mg_000000 POST_SCRIPT_STARTED 17.0 - - 1\n1003 mg_000000 POST_SCRIPT_SUCCESS 17.0 - - 1\n"
                + "1001 mg_000001 SUBMIT 18.0 - - 2\n1002 mg_000001 JOB_SUCCESS 0 - - 2\n"
                + "1002 mg_000001 POST_SCRIPT_STARTED 18.0 - - 2\n");
        WatchedDag dag = watched();
        assertThat(dag.look().done()).containsExactly(0);
        log("1003 mg_000001 POST_SCRIPT_FAILURE 18.0 - - 2\n");
        status(1004, node("mg_000000", 5, ""), node("mg_000001", 6, "POST script failed with status 1"));
        assertThat(dag.look().done()).containsExactly(0);
        assertThat(dag.look().failed()).containsOnlyKeys(1);
    }

    @Test
    void a_new_attempt_keeps_what_is_done_and_forgets_what_failed_or_was_in_flight() throws IOException {
        log(BEGIN + "1001 mg_000000 SUBMIT 17.0 - - 1\n1001 mg_000001 SUBMIT 18.0 - - 2\n"
                + "1001 mg_000002 SUBMIT 19.0 - - 3\n1003 mg_000000 JOB_SUCCESS 0 - - 1\n"
                + "1003 mg_000001 JOB_FAILURE 1 - - 2\n1004 INTERNAL *** DAGMAN_FINISHED 2 ***\n");
        status(1004, node("mg_000000", 5, ""), node("mg_000001", 6, "x"), node("mg_000002", 6, "Was STATUS_SUBMITTED"));
        WatchedDag dag = watched();
        assertThat(dag.look().failed()).containsOnlyKeys(1);
        assertThat(dag.look().started()).containsExactly(0, 1, 2);
        log("1010 INTERNAL *** DAGMAN_STARTED 30.0 ***\n");
        assertThat(dag.look().failed())
                .as("the status file is the earlier run's")
                .isEmpty();
        assertThat(dag.look().started()).containsExactly(0);
        assertThat(dag.look().done()).containsExactly(0);
        log("1011 mg_000001 SUBMIT 31.0 - - 4\n1012 mg_000001 JOB_FAILURE 1 - - 4\n");
        assertThat(dag.look().failed()).as("the same").isEmpty();
        assertThat(watched().look()).isEqualTo(dag.look());
    }

    @Test
    void what_a_recovery_has_left_out_of_the_log_is_in_the_next_status_file() throws IOException {
        status(1003, node("mg_000000", 3, ""));
        log(BEGIN + "1001 mg_000000 SUBMIT 17.0 - - 1\n1010 INTERNAL *** DAGMAN_STARTED 16.0 ***\n"
                + "1010 INTERNAL *** RECOVERY_STARTED ***\n1010 INTERNAL *** RECOVERY_FINISHED ***\n");
        WatchedDag dag = watched();
        assertThat(dag.look().done()).isEmpty();
        assertThat(dag.look().started()).as("it is the same DAGMan's job").containsExactly(0);
        status(1011, node("mg_000000", 5, ""), node("mg_000001", 3, ""));
        assertThat(dag.look().done()).containsExactly(0);
        assertThat(dag.look().started()).containsExactly(0, 1);
        Files.writeString(directory.resolve("w.dag.status"), "not asked any more");
        assertThat(dag.look().done()).containsExactly(0);
    }

    @Test
    void a_line_of_nobodys_is_passed_over_and_the_status_file_asked() throws IOException {
        log(BEGIN + "1001 mg_000000 SUBMIT 17.0 - - 1\n\0\0\0\0\0\n1001 other SUBMIT 18.0 - - 1\n");
        status(1005, node("mg_000000", 5, ""));
        assertThat(watched().look().done()).containsExactly(0);
    }

    @Test
    void metrics_are_read_when_they_come_and_when_they_change() throws IOException {
        log(BEGIN + "1004 INTERNAL *** DAGMAN_FINISHED 0 ***\n");
        WatchedDag dag = watched();
        assertThat(dag.look().metrics()).isNull();
        Files.writeString(directory.resolve("w.dag.metrics"), "");
        assertThat(dag.look().metrics()).as("just being written").isNull();
        Files.writeString(directory.resolve("w.dag.metrics"), metrics(16, 0));
        DagProgress told = dag.look();
        assertThat(told.metrics()).isEqualTo(new DagMetrics(new ClusterId(16), 1, 2, 0));
        assertThat(dag.look()).isSameAs(told);
        Files.writeString(directory.resolve("w.dag.metrics"), metrics(1600, 1));
        assertThat(dag.look().metrics()).isEqualTo(new DagMetrics(new ClusterId(1600), 1, 2, 1));
    }

    @Test
    void a_last_word_that_is_older_than_the_next_attempts_files_is_none_whatever_cluster_it_names() throws IOException {
        log(BEGIN + "1004 INTERNAL *** DAGMAN_FINISHED 1 ***\n");
        Path file = directory.resolve("w.dag.metrics");
        Files.writeString(file, metrics(16, 0));
        Files.setLastModifiedTime(file, FileTime.fromMillis(5_000));
        Path attempt = Files.writeString(directory.resolve("attempt.dag"), "VARS ALL_NODES My.WMS2_Attempt=\"0\"\n");
        Files.setLastModifiedTime(attempt, FileTime.fromMillis(1_000));
        WatchedDag dag = watched();
        assertThat(dag.look().metrics()).isNotNull();
        Files.setLastModifiedTime(attempt, FileTime.fromMillis(5_001));
        assertThat(dag.look().metrics()).as("the next attempt is prepared").isNull();
        assertThat(DagmanFiles.progress(directory, "w.dag").metrics()).isNull();
        Files.writeString(file, metrics(16, 1));
        assertThat(dag.look().metrics()).isEqualTo(new DagMetrics(new ClusterId(16), 1, 2, 1));
    }

    private static String metrics(int cluster, int rescue) {
        return ("{\"dagman_id\": \"%d\", \"exitcode\": 1, \"DagStatus\": 2, \"rescue_dag_number\": %d, \"start_time\": 1.5,"
                        + " \"jobs\": 0, \"jobs_failed\": 0, \"jobs_succeeded\": 0, \"dag_jobs\": 1, \"dag_jobs_failed\": 1,"
                        + " \"dag_jobs_succeeded\": 0}")
                .formatted(cluster, rescue);
    }

    @Test
    void strikes_are_read_of_work_units_that_failed_and_the_halt_file_is_seen() throws IOException {
        for (String group : List.of("mg_000000", "mg_000001")) {
            Files.createDirectories(directory.resolve(group));
            Files.writeString(directory.resolve(group + "/struck"), "T2_CH_CERN\n");
        }
        log(BEGIN + "1001 mg_000000 SUBMIT 17.0 - - 1\n1001 mg_000001 SUBMIT 18.0 - - 2\n"
                + "1003 mg_000001 POST_SCRIPT_FAILURE 18.0 - - 2\n1003 mg_000001 SUBMIT 19.0 - - 2\n");
        WatchedDag dag = watched();
        DagProgress told = dag.look();
        assertThat(told.struck()).containsOnlyKeys(1).containsValue(List.of(new SiteName("T2_CH_CERN")));
        assertThat(told.haltFile()).isFalse();
        assertThat(dag.look()).isSameAs(told);
        Files.writeString(directory.resolve("mg_000001/struck"), "T2_CH_CERN\nT1_US_FNAL\n");
        assertThat(dag.look().struck().get(1)).hasSize(2);
        Files.createFile(directory.resolve("w.dag.halt"));
        assertThat(dag.look().haltFile()).isTrue();
        Files.delete(directory.resolve("w.dag.halt"));
        assertThat(dag.look().haltFile()).isFalse();
    }

    @Test
    void a_spliced_work_unit_is_done_with_its_last_node_and_failed_with_any() throws IOException {
        log(BEGIN + "1001 mg_000000+landing SUBMIT 17.0 - - 1\n1002 mg_000000+landing JOB_SUCCESS 0 - - 1\n"
                + "1003 mg_000001+landing SUBMIT 18.0 - - 2\n1004 mg_000001+proc_000000 JOB_FAILURE 1 - - 3\n");
        status(
                1005,
                node("mg_000000+landing", 5, ""),
                node("mg_000000+cleanup", 0, ""),
                node("mg_000001+landing", 5, ""),
                node("mg_000001+proc_000000", 6, "Job proc failed"),
                node("mg_000001+cleanup", 7, ""));
        WatchedDag dag = watched();
        assertThat(dag.look().started()).containsExactly(0, 1);
        assertThat(dag.look().done()).isEmpty();
        assertThat(dag.look().failed()).containsOnlyKeys(1).containsValue("proc_000000: Job proc failed");
        log("1006 mg_000000+cleanup SUBMIT 19.0 - - 4\n1007 mg_000000+cleanup JOB_SUCCESS 0 - - 4\n");
        assertThat(dag.look().done()).containsExactly(0);
    }

    @Test
    void a_status_file_with_nodes_of_somebody_else_is_refused() throws IOException {
        log(BEGIN + "1004 INTERNAL *** DAGMAN_FINISHED 0 ***\n");
        status(1004, node("analysis", 5, ""));
        assertThatThrownBy(() -> watched().look()).hasMessageContaining("analysis");
    }

    @Test
    void a_directory_that_goes_leaves_nothing_known() throws IOException {
        log(BEGIN + "1001 mg_000000 SUBMIT 17.0 - - 1\n");
        WatchedDag dag = watched();
        assertThat(dag.look().started()).containsExactly(0);
        Files.delete(directory.resolve("w.log"));
        assertThat(dag.look()).isEqualTo(DagProgress.NOTHING);
        log(BEGIN + "1001 mg_000001 SUBMIT 17.0 - - 1\n");
        assertThat(dag.look().started()).containsExactly(1);
    }
}
