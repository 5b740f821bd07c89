package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.htcondor.DagProgress;

class DagmanFilesTest {
    @TempDir
    private Path directory;

    @Test
    void nodes_are_sorted_by_what_became_of_them() throws IOException {
        Files.writeString(
                directory.resolve("w.dag.status"),
                "[ Type = \"DagStatus\"; Timestamp = 1; DagStatus = 3; NodesTotal = 5; ]"
                        + node(0, 5, "")
                        + node(1, 3, "not_idle")
                        + node(2, 6, "POST script failed with status 2")
                        + node(3, 1, "")
                        + node(4, 6, "Was STATUS_SUBMITTED")
                        + "[ Type = \"StatusEnd\"; NextUpdate = 7; ]");
        DagProgress progress = DagmanFiles.progress(directory, "w.dag");
        assertThat(progress.started()).containsExactly(0, 1, 2, 4);
        assertThat(progress.done()).containsExactly(0);
        assertThat(progress.failed()).containsOnlyKeys(2).containsValue("POST script failed with status 2");
        assertThat(progress.metrics()).isNull();
    }

    @Test
    void an_empty_metrics_file_is_one_that_is_being_written() throws IOException {
        Files.writeString(directory.resolve("w.dag.metrics"), "");
        assertThat(DagmanFiles.progress(directory, "w.dag")).isEqualTo(DagProgress.NOTHING);
    }

    @Test
    void last_words_are_the_last_twenty_lines_of_a_long_file() throws IOException {
        assertThat(DagmanFiles.lastWords(directory, "w.dag")).isEmpty();
        Files.writeString(
                directory.resolve("w.dag.dagman.out"),
                IntStream.range(0, 5000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n", "", "\n")));
        assertThat(DagmanFiles.lastWords(directory, "w.dag").lines())
                .hasSize(20)
                .first()
                .isEqualTo("line 4980");
    }

    @Test
    void a_dagman_that_could_not_open_its_log_has_said_something_else() throws IOException {
        Files.writeString(directory.resolve("w.dag.lib.err"), "ERROR \"no such key\"\n");
        assertThat(DagmanFiles.lastWords(directory, "w.dag")).isEqualTo("ERROR \"no such key\"");
    }

    @Test
    void a_halt_file_is_seen_and_a_work_unit_that_ended_by_its_own_has_not_failed() throws IOException {
        Files.writeString(
                directory.resolve("w.dag.status"),
                "[ Type = \"DagStatus\"; Timestamp = 1; DagStatus = 6; NodesTotal = 2; ]"
                        + node(0, 6, "Job exited with status 1")
                        + node(1, 6, "Job exited with status 1")
                        + "[ Type = \"StatusEnd\"; NextUpdate = 0; ]");
        assertThat(DagmanFiles.progress(directory, "w.dag").haltFile()).isFalse();
        for (int ordinal : List.of(0, 1)) {
            Path group = Files.createDirectory(directory.resolve("mg_00000" + ordinal));
            Files.createFile(group.resolve("group.dag.halt"));
            Files.writeString(group.resolve("group.dag.metrics"), halted(ordinal == 0 ? 0 : 2));
        }

        DagProgress progress = DagmanFiles.progress(directory, "w.dag");

        assertThat(progress.haltFile()).isTrue();
        assertThat(progress.failed()).as("a job of it has failed too").containsOnlyKeys(1);
        Files.createFile(directory.resolve("other.dag.halt"));
        assertThat(DagmanFiles.progress(directory, "other.dag").haltFile()).isTrue();
    }

    private static String halted(int dagStatus) {
        return "{\"dagman_id\":\"9\",\"exitcode\":1,\"start_time\":1.5,\"end_time\":2.5,\"rescue_dag_number\":0,"
                + "\"jobs\":2,\"jobs_failed\":0,\"jobs_succeeded\":1,\"dag_jobs\":0,\"dag_jobs_failed\":0,\"dag_jobs_succeeded\":0,\"DagStatus\":"
                + dagStatus + "}";
    }

    private static String node(int ordinal, int status, String details) {
        return "[ Type = \"NodeStatus\"; Node = \"mg_%06d\"; NodeStatus = %d; StatusDetails = \"%s\"; RetryCount = 0; ]"
                .formatted(ordinal, status, details);
    }
}
