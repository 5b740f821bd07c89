package org.wms2.condor.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.RescueCheck;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.Layout;

class RescueFilesTest {
    private static final String RESCUE = """
            # Rescue DAG file, created after running
            #   the workflow.dag DAG file
            # Created 11/21/2026 23:52:16 UTC
            # Rescue DAG version: 2.0.1 (partial)
            #
            # Total number of Nodes: 3
            # Nodes premarked DONE: 1
            # Nodes that failed: 1
            #   mg_000001,<ENDLIST>

            DONE mg_000002
            """;

    private static final String METRICS = """
            {"start_time":1795305135.9,"end_time":1795305136.4,"exitcode":1,"dagman_id":"1988","rescue_dag_number":0,
             "jobs":0,"jobs_failed":0,"jobs_succeeded":0,"dag_jobs":3,"dag_jobs_failed":1,"dag_jobs_succeeded":1,"DagStatus":2}
            """;

    @TempDir
    private Path temp;

    private DagDirectory files;
    private DagKey key;
    private Path directory;

    @BeforeEach
    void aDagThatHasEnded() throws IOException {
        files = new DagDirectory(DagSettings.of(temp.resolve("submit"), SyntheticPayload.at(Path.of("/storage"))));
        DagPlan plan = SamplePlans.generator("rescued", 3, 2);
        key = plan.header().key();
        directory = Path.of(files.write(plan, DagFiles.UNFENCED).directory());
        put("workflow.dag.rescue001", RESCUE);
        put("workflow.dag.metrics", METRICS);
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private RescueCheck check() {
        return check(directory, 1988);
    }

    private RescueCheck check(Path where, int cluster) {
        return files.checkRescue(new Dag(
                key,
                SamplePlans.generator("rescued", 3, 2).header().workflow().request(),
                0,
                DagStatus.PARTIAL,
                where.toString(),
                Layout.SUBDAG,
                new ClusterId(cluster),
                3,
                6,
                600,
                "",
                Instant.EPOCH));
    }

    private void refused(String... words) {
        RescueCheck check = check();
        assertThat(check.usable()).isFalse();
        assertThat(check.done()).isEmpty();
        assertThat(check.why()).contains(words);
    }

    @Test
    void the_last_word_of_our_own_dagman_is_usable() {
        RescueCheck check = check();
        assertThat(check.why()).isEmpty();
        assertThat(check.usable()).isTrue();
        assertThat(check.number()).isOne();
        assertThat(check.done()).containsExactly(2);
    }

    @Test
    void without_a_rescue_file_or_a_last_word_there_is_nothing_to_go_on_from() throws IOException {
        Files.delete(directory.resolve("workflow.dag.rescue001"));
        refused("no rescue file");
        Files.delete(directory.resolve("workflow.dag.metrics"));
        refused("no last word");
        Files.delete(directory.resolve("workflow.dag"));
        refused("no workflow.dag");
    }

    @Test
    void a_lock_that_is_left_tells_of_a_dagman_that_was_killed() throws IOException {
        put("workflow.dag.lock", "Process");
        refused("workflow.dag.lock");
    }

    @Test
    void another_clusters_last_word_is_not_ours() throws IOException {
        put("workflow.dag.metrics", METRICS.replace("\"1988\"", "\"1989\""));
        refused("1989", "1988");
    }

    /** What a second DAGMan in the directory leaves (contracts/samples/e3-after-dup). */
    @Test
    void a_rescue_file_that_another_dagman_wrote_is_told_by_its_number() throws IOException {
        put("workflow.dag.rescue002", RESCUE);
        refused("workflow.dag.rescue002", "would have written rescue 1");
        put("workflow.dag.metrics", METRICS.replace("\"rescue_dag_number\":0", "\"rescue_dag_number\":1"));
        assertThat(check().number()).isEqualTo(2);
        Files.delete(directory.resolve("workflow.dag.rescue002"));
        refused("workflow.dag.rescue001", "would have written rescue 2");
    }

    /** Cluster 80 ended well after a second DAGMan (82) had run beside it and left an empty rescue file. */
    @Test
    void what_a_second_dagman_really_left_is_usable_for_nobody() {
        Path sample = Path.of(System.getProperty("wms2.shared", "absent"), "contracts/samples/e3-after-dup");
        assumeTrue(Files.isDirectory(sample), "no contracts/samples in -Dwms2.shared");
        assertThat(check(sample, 80).why()).contains("0 work units as done", "2");
        assertThat(check(sample, 82).why()).contains("80, not of 82");
    }

    @Test
    void a_dagman_that_lost_track_proves_nothing() throws IOException {
        put("workflow.dag.metrics", METRICS.replace("\"DagStatus\":2", "\"DagStatus\":1"));
        refused("lost track");
    }

    @Test
    void an_empty_rescue_file_is_refused_where_dagman_counts_more() throws IOException {
        put("workflow.dag.rescue001", RESCUE.replace("DONE: 1", "DONE: 0").replace("DONE mg_000002\n", ""));
        refused("0 work units as done", "1");
    }

    @Test
    void a_rescue_file_from_before_the_attempt_is_refused() throws IOException {
        put("workflow.dag.rescue001", RESCUE.replace("23:52:16", "23:52:14"));
        refused("2026-11-21T23:52:14Z", "before");
    }

    @Test
    void a_file_that_is_cut_off_or_of_another_dag_is_refused() throws IOException {
        put("workflow.dag.rescue001", RESCUE.replace("DONE mg_000002\n", ""));
        refused("DONE lines");
        put("workflow.dag.rescue001", RESCUE.replace("Nodes: 3", "Nodes: 4"));
        refused("4 work units");
        put("workflow.dag.rescue001", RESCUE.replace("DONE mg_000002", "DONE mg_000007"));
        refused("mg_000007");
        put("workflow.dag.metrics", "{");
        refused("workflow.dag.metrics");
    }

    @Test
    void the_next_attempt_and_its_priority_stand_where_jobs_and_dagman_look() throws IOException {
        Path tuning = directory.resolve("mg_000002/tuning.inc");
        Files.writeString(tuning, Files.readString(tuning) + "WMS2_DISK_KB = 7\n");
        files.prepareRescue(new DagKey(key.tag(), 1), directory.toString(), 55, DagFiles.UNFENCED);
        assertThat(directory.resolve("attempt.dag")).content().isEqualTo("VARS ALL_NODES My.WMS2_Attempt=\"1\"\n");
        assertThat(tuning)
                .content()
                .isEqualTo(
                        "WMS2_ATTEMPT = 1\nWMS2_PRIORITY = 55\nWMS2_MEMORY_MB = 500\nWMS2_CORES = 1\nWMS2_DISK_KB = 7\n");
        assertThat(directory.resolve("mg_000000/tuning.inc"))
                .content()
                .isEqualTo("WMS2_ATTEMPT = 1\nWMS2_PRIORITY = 55\nWMS2_MEMORY_MB = 500\nWMS2_CORES = 1\n");
        try (Stream<Path> all = Files.walk(directory)) {
            assertThat(all.map(Path::toString)).noneMatch(p -> p.endsWith(".new"));
        }
    }

    @Test
    void what_is_prepared_already_is_not_touched_again() throws IOException {
        DagKey next = new DagKey(key.tag(), 1);
        files.prepareRescue(next, directory.toString(), 55, DagFiles.UNFENCED);
        FileTime longAgo = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(directory.resolve("attempt.dag"), longAgo);
        Files.setLastModifiedTime(directory.resolve("mg_000001/tuning.inc"), longAgo);
        put("mg_000001/group.dag.lock", "of a DAGMan that runs now");
        files.prepareRescue(next, directory.toString(), 55, DagFiles.UNFENCED);
        assertThat(Files.getLastModifiedTime(directory.resolve("attempt.dag"))).isEqualTo(longAgo);
        assertThat(Files.getLastModifiedTime(directory.resolve("mg_000001/tuning.inc")))
                .isEqualTo(longAgo);
        assertThat(directory.resolve("mg_000001/group.dag.lock")).exists();
    }

    @Test
    void the_lock_of_a_dead_inner_dagman_is_taken_away() throws IOException {
        put("mg_000001/group.dag.lock", "of a DAGMan that was held");
        files.prepareRescue(new DagKey(key.tag(), 1), directory.toString(), 55, DagFiles.UNFENCED);
        assertThat(directory.resolve("mg_000001/group.dag.lock")).doesNotExist();
    }

    @Test
    void only_a_later_attempt_of_a_written_dag_is_prepared() {
        assertThatThrownBy(() -> files.prepareRescue(key, directory.toString(), 55, DagFiles.UNFENCED))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("attempt 0");
        assertThatThrownBy(() -> files.prepareRescue(new DagKey(key.tag(), 1), temp.toString(), 55, DagFiles.UNFENCED))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("no workflow.dag");
    }
}
