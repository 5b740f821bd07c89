package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;

class FailureReportsTest {
    private static final WorkUnitId UNIT = new WorkUnitId("abcdefghij");
    private static final SiteName CERN = new SiteName("T2_CH_CERN");

    @TempDir
    private Path dag;

    private Path group;

    @BeforeEach
    void makeTheDirectory() throws IOException {
        group = dag.resolve("mg_000000");
        Files.createDirectories(group.resolve("side"));
        attempt(0);
    }

    private void attempt(int attempt) throws IOException {
        Files.writeString(dag.resolve("attempt.dag"), "VARS ALL_NODES My.WMS2_Attempt=\"" + attempt + "\"\n");
        Files.setLastModifiedTime(dag.resolve("attempt.dag"), FileTime.from(Instant.ofEpochSecond(1000L * attempt)));
    }

    private void report(String node, String start, int exitCode, String category, String site) throws IOException {
        int exitClass = exitCode == 0 ? 0 : 1;
        Files.writeString(
                group.resolve("side/" + node + "-" + start + ".json"),
                Fixtures.SIDE
                        .replace("proc_000003", node)
                        .replace(
                                "\"exitCode\":8021,\"exitClass\":1",
                                "\"exitCode\":" + exitCode + ",\"exitClass\":" + exitClass)
                        .replace(
                                "\"category\":\"storage\"",
                                category.isEmpty() ? "\"category\":null" : "\"category\":\"" + category + "\"")
                        .replace("\"site\":null", "\"site\":\"" + site + "\""));
    }

    /** The last word of the DAGMan of attempt 0, at 500 s. */
    private void status(String... nodes) throws IOException {
        Path file = group.resolve("group.dag.status");
        Files.writeString(
                file,
                "[ Type = \"DagStatus\"; Timestamp = 500; DagStatus = 6; NodesTotal = 5; ]" + String.join("", nodes)
                        + "[ Type = \"StatusEnd\"; NextUpdate = 0; ]");
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(500)));
    }

    private static String node(String name, int status, String details) {
        return "[ Type = \"NodeStatus\"; Node = \"%s\"; NodeStatus = %d; StatusDetails = \"%s\"; RetryCount = 0; ]"
                .formatted(name, status, details);
    }

    private List<Failure> failures(int attempt) {
        return FailureReports.of(dag, group, UNIT, attempt);
    }

    @Test
    void nodes_that_failed_alike_are_one_failure() throws IOException {
        report("proc_000000", "a0_0_0", 8001, "", "T2_CH_CERN");
        report("proc_000001", "a0_0_0", 8001, "", "T2_CH_CERN");
        report("proc_000002", "a0_0_0", 60311, "storage", "T2_CH_CERN");
        report("proc_000003", "a0_0_0", 0, "", "T2_CH_CERN");
        assertThat(failures(0))
                .containsExactly(
                        new Failure(UNIT, 0, CERN, FailureCategory.PAYLOAD, 8001, 2, "proc_000000", "cannot read"),
                        new Failure(UNIT, 0, CERN, FailureCategory.STORAGE, 60311, 1, "proc_000002", "cannot read"));
    }

    @Test
    void the_last_start_of_a_node_counts_landing_try_before_node_retry() throws IOException {
        report("proc_000000", "a0_0_0", 8001, "", "T2_CH_CERN");
        report("proc_000000", "a0_0_1", 0, "", "T2_CH_CERN");
        report("proc_000001", "a0_0_3", 0, "", "T2_CH_CERN");
        report("proc_000001", "a0_1_0", 137, "", "T2_CH_CERN");
        report("proc_000002", "a0_0_9", 8001, "", "T2_CH_CERN");
        report("proc_000002", "a0_0_10", 0, "", "T2_CH_CERN");
        assertThat(failures(0))
                .extracting(Failure::node, Failure::category)
                .containsExactly(tuple("proc_000001", FailureCategory.KILLED));
    }

    private void landing(int number, String elected, String... struck) throws IOException {
        Path sites = group.resolve("sites.inc");
        Files.writeString(sites, "WMS2_SITES = T1_US_FNAL,T2_CH_CERN\nWMS2_LANDING_TRY = " + number + "\n");
        Files.setLastModifiedTime(sites, FileTime.from(Instant.ofEpochSecond(100L + 1000L * number)));
        Files.deleteIfExists(group.resolve("elected_site.inc"));
        if (!elected.isEmpty()) {
            Files.writeString(group.resolve("elected_site.inc"), "WMS2_ELECTED_SITE = " + elected + "\n");
        }
        Files.write(group.resolve("struck"), List.of(struck));
    }

    /** The group of a black hole: one node came as far as its last try, which took the others back. */
    private void blackHole() throws IOException {
        report("proc_000000", "a0_0_3", 10032, "", "T2_CH_CERN");
        report("proc_000001", "a0_0_1", 10032, "", "T2_CH_CERN");
        report("proc_000002", "a0_0_1", 8021, "", "T2_CH_CERN");
        report("proc_000003", "a0_0_1", 0, "", "T2_CH_CERN");
        status(
                node("proc_000000", 6, "Job proc (9.0.0) failed with status 43 (after 3 node retries)"),
                node("proc_000001", 6, "Was STATUS_SUBMITTED"),
                node("proc_000002", 6, "Was STATUS_SUBMITTED"));
    }

    @Test
    void a_strike_shows_all_failures_of_the_site_from_its_first_moment_on() throws IOException {
        blackHole();
        landing(0, "T2_CH_CERN", "T2_CH_CERN");
        List<Failure> atOnce = failures(0);
        assertThat(atOnce)
                .containsExactly(
                        new Failure(UNIT, 0, CERN, FailureCategory.SITE, 10032, 2, "proc_000000", "cannot read"));
        landing(1, "", "T2_CH_CERN");
        assertThat(failures(0)).isEqualTo(atOnce);
    }

    @Test
    void a_work_unit_that_succeeds_elsewhere_keeps_the_failures_of_its_strike_and_no_others() throws IOException {
        blackHole();
        landing(1, "T1_US_FNAL", "T2_CH_CERN");
        for (int job = 0; job < 4; job++) {
            report("proc_00000" + job, "a0_1_0", 0, "", "T1_US_FNAL");
        }
        assertThat(failures(0))
                .extracting(Failure::site, Failure::category, Failure::nodes)
                .containsExactly(tuple(CERN, FailureCategory.SITE, 2));
    }

    @Test
    void failures_at_two_sites_are_two() throws IOException {
        blackHole();
        landing(1, "T1_US_FNAL", "T2_CH_CERN");
        report("proc_000002", "a0_1_0", 8001, "", "T1_US_FNAL");
        assertThat(failures(0))
                .extracting(Failure::site, Failure::exitCode, Failure::node)
                .containsExactlyInAnyOrder(
                        tuple(CERN, 10032, "proc_000000"), tuple(new SiteName("T1_US_FNAL"), 8001, "proc_000002"));
    }

    @Test
    void without_a_strike_what_was_taken_back_has_not_failed() throws IOException {
        blackHole();
        landing(0, "T2_CH_CERN");
        assertThat(failures(0)).extracting(Failure::nodes).containsExactly(1);
    }

    @Test
    void a_landing_of_a_later_attempt_is_not_this_ones() throws IOException {
        report("proc_000000", "a0_0_3", 8001, "", "T2_CH_CERN");
        attempt(1);
        landing(1, "T1_US_FNAL", "T2_CH_CERN");
        assertThat(failures(0)).extracting(Failure::exitCode).containsExactly(8001);
    }

    @Test
    void another_attempts_reports_are_not_this_ones() throws IOException {
        report("proc_000000", "a0_0_0", 8001, "", "T2_CH_CERN");
        report("proc_000000", "a10_0_0", 8021, "", "T2_CH_CERN");
        assertThat(failures(1)).isEmpty();
        assertThat(failures(0)).extracting(Failure::exitCode).containsExactly(8001);
    }

    @Test
    void a_failed_node_without_a_report_is_unknown_with_dagmans_words() throws IOException {
        status(node("landing", 6, "Job submit failed"), node("proc_000000", 7, "Had an ancestor node fail"));
        assertThat(failures(0)).singleElement().satisfies(f -> {
            assertThat(f.category()).isEqualTo(FailureCategory.UNKNOWN);
            assertThat(f.site()).isNull();
            assertThat(f.exitCode()).isZero();
            assertThat(f.node()).isEqualTo("landing");
            assertThat(f.message()).contains("Job submit failed");
        });
    }

    @Test
    void what_dagman_interrupted_or_tries_again_has_not_failed() throws IOException {
        report("proc_000000", "a0_0_0", 8021, "", "T2_CH_CERN");
        report("proc_000001", "a0_0_0", 8021, "", "T2_CH_CERN");
        report("proc_000002", "a0_0_0", 8021, "", "T2_CH_CERN");
        status(
                node("proc_000000", 6, "Was STATUS_SUBMITTED"),
                node("proc_000001", 5, ""),
                node("proc_000002", 6, "failed"));
        assertThat(failures(0)).extracting(Failure::node).containsExactly("proc_000002");
    }

    @Test
    void a_job_that_did_its_work_may_still_fail_by_its_post_script() throws IOException {
        report("merge", "a0_0_0", 0, "", "T2_CH_CERN");
        status(node("merge", 6, "POST script failed with status 1"));
        assertThat(failures(0)).singleElement().satisfies(f -> {
            assertThat(f.site()).isEqualTo(CERN);
            assertThat(f.category()).isEqualTo(FailureCategory.UNKNOWN);
            assertThat(f.message()).contains("POST script failed");
        });
    }

    @Test
    void the_status_file_of_an_earlier_attempt_says_nothing_of_the_next() throws IOException {
        status(node("landing", 6, "Job submit failed"));
        attempt(1);
        assertThat(failures(1)).isEmpty();
        assertThat(failures(0)).isEmpty();
    }

    @Test
    void a_report_that_cannot_be_read_is_unknown_and_no_exception() throws IOException {
        Files.writeString(group.resolve("side/proc_000000-a0_0_0.json"), "{\"schema\":");
        report("proc_000001", "a0_0_0", 8001, "", "not a site");
        assertThat(failures(0))
                .extracting(Failure::category, Failure::site)
                .containsExactly(tuple(FailureCategory.UNKNOWN, null), tuple(FailureCategory.PAYLOAD, null));
        assertThat(failures(0).getFirst().message()).contains("proc_000000-a0_0_0.json");
    }

    @Test
    void a_directory_that_is_not_there_has_no_failures() {
        assertThat(FailureReports.of(dag, dag.resolve("mg_000009"), UNIT, 0)).isEmpty();
    }
}
