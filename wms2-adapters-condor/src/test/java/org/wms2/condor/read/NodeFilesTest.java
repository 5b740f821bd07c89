package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.LogTail;
import org.wms2.ports.htcondor.NodeLogs;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.plan.NodeRole;

/** A view of nodes out of files of our own, written as DAGMan 23.9.6 writes them. */
class NodeFilesTest {
    private static final int EVERY = Integer.MAX_VALUE;

    @TempDir
    private Path temp;

    private Path root;
    private Path group;
    private final NodeFiles nodes = new NodeFiles();

    @BeforeEach
    void makeTheDirectory() throws IOException {
        root = temp.resolve("dag");
        group = Files.createDirectories(root.resolve("mg_000000"));
        Files.createDirectories(group.resolve("log"));
        Files.createDirectories(group.resolve("side"));
        write(root, "attempt.dag", "VARS ALL_NODES My.WMS2_Attempt=\"0\"\n");
        Files.setLastModifiedTime(root.resolve("attempt.dag"), FileTime.from(Instant.EPOCH));
        write(group, "group.dag", """
                JOB landing ../landing.sub
                JOB proc_000000 ../processing.sub
                VARS proc_000000 WMS2_INDEX="0"
                JOB merge ../merge.sub
                PARENT landing CHILD proc_000000
                """);
    }

    private static void write(Path directory, String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private static Dag dag(Path directory, Layout layout) {
        RequestName name = new RequestName("r");
        return new Dag(
                new DagKey(DagTag.of(name, 1, 0), 0),
                name,
                0,
                DagStatus.RUNNING,
                directory.toString(),
                layout,
                null,
                2,
                4,
                400,
                "",
                Instant.EPOCH);
    }

    private Dag dag() {
        return dag(root, Layout.SUBDAG);
    }

    private List<DagNode> all() {
        return all(dag(), 0, EVERY);
    }

    private List<DagNode> all(Dag dag, int first, int last) {
        List<DagNode> all = new ArrayList<>();
        nodes.each(dag, first, last, all::add);
        return all;
    }

    private DagNode node(String name) {
        return all().stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
    }

    /** A status file, written at this second. */
    private static void status(Path directory, String dag, long at, int dagStatus, String... lines) throws IOException {
        write(
                directory,
                dag + ".status",
                "[\n  Type = \"DagStatus\";\n  DagFiles = {\n    \"" + dag + "\"\n  };\n  Timestamp = " + at
                        + "; /* \"then\" */\n  DagStatus = " + dagStatus + ";\n  NodesTotal = " + lines.length
                        + ";\n]\n" + String.join("", lines)
                        + "[\n  Type = \"StatusEnd\";\n  EndTime = " + at + ";\n  NextUpdate = 0;\n]\n");
        Files.setLastModifiedTime(directory.resolve(dag + ".status"), FileTime.from(Instant.ofEpochSecond(at)));
    }

    private static String line(String name, int status, String details, int retries, int held) {
        return """
                [
                  Type = "NodeStatus";
                  Node = "%s";
                  NodeStatus = %d; /* "x" */
                  StatusDetails = "%s";
                  RetryCount = %d;
                  JobProcsQueued = 1;
                  JobProcsHeld = %d;
                ]
                """.formatted(name, status, details, retries, held);
    }

    private void log(String... lines) throws IOException {
        write(group, "group.jobstate.log", String.join("\n", lines) + "\n");
    }

    @Test
    void a_work_unit_that_has_not_begun_waits_with_the_nodes_of_its_plan() {
        assertThat(all())
                .extracting(DagNode::name, DagNode::state, DagNode::role, DagNode::tries, DagNode::job)
                .containsExactly(
                        tuple("landing", NodeState.WAITING, NodeRole.LANDING, 0, ""),
                        tuple("proc_000000", NodeState.WAITING, NodeRole.PROCESSING, 0, ""),
                        tuple("merge", NodeState.WAITING, NodeRole.MERGE, 0, ""));
    }

    @Test
    void every_state_of_dagman_has_a_word_for_people() throws IOException {
        write(group, "elected_site.inc", "WMS2_ELECTED_SITE = T2_CH_CERN\n");
        status(
                group,
                "group.dag",
                100,
                3,
                line("landing", 5, "", 0, 0),
                line("proc_000000", 3, "idle", 0, 0),
                line("proc_000001", 3, "not_idle", 1, 0),
                line("proc_000002", 3, "idle", 0, 1),
                line("proc_000003", 1, "", 2, 0),
                line("proc_000004", 6, "Job proc (64.0.0) failed with status 43 (after 0 node retries)", 0, 0),
                line("proc_000005", 6, "Was STATUS_SUBMITTED", 0, 0),
                line("proc_000006", 4, "", 0, 0),
                line("merge", 7, "Had an ancestor node fail", 0, 0),
                line("cleanup", 0, "", 0, 0));

        assertThat(all())
                .extracting(DagNode::state, DagNode::tries)
                .containsExactly(
                        tuple(NodeState.DONE, 1),
                        tuple(NodeState.IDLE, 1),
                        tuple(NodeState.RUNNING, 2),
                        tuple(NodeState.HELD, 1),
                        tuple(NodeState.READY, 2),
                        tuple(NodeState.FAILED, 1),
                        tuple(NodeState.INTERRUPTED, 1),
                        tuple(NodeState.SCRIPT, 1),
                        tuple(NodeState.FUTILE, 0),
                        tuple(NodeState.WAITING, 0));
        assertThat(all()).extracting(DagNode::site).containsOnly(new SiteName("T2_CH_CERN"));
        assertThat(node("proc_000004").words()).contains("failed with status 43");
    }

    @Test
    void what_dagman_has_logged_since_its_status_file_is_newer_than_that() throws IOException {
        status(
                group,
                "group.dag",
                100,
                3,
                line("landing", 3, "idle", 0, 0),
                line("proc_000000", 0, "", 0, 0),
                line("merge", 0, "", 0, 0));
        log(
                "90 INTERNAL *** DAGMAN_STARTED 3.0 ***",
                "95 landing SUBMIT 4.0 - - 1",
                "100 landing EXECUTE 4.0 - - 1",
                "101 landing JOB_SUCCESS 0 - - 1",
                "102 landing POST_SCRIPT_SUCCESS 4.0 - - 1",
                "103 proc_000000 SUBMIT 6.0 - - 2",
                "104 proc_000000 EXECUTE 6.0 - - 2",
                "105 merge SUB");

        assertThat(all())
                .extracting(DagNode::name, DagNode::state, DagNode::job, DagNode::tries)
                .containsExactly(
                        tuple("landing", NodeState.DONE, "4.0", 1),
                        tuple("proc_000000", NodeState.RUNNING, "6.0", 1),
                        tuple("merge", NodeState.WAITING, "", 0));
        assertThat(node("proc_000000").since()).isEqualTo(Instant.ofEpochSecond(104));
    }

    @Test
    void an_event_of_the_files_own_second_counts_unless_the_node_has_ended() throws IOException {
        status(
                group,
                "group.dag",
                100,
                3,
                line("proc_000000", 3, "idle", 0, 0),
                line("proc_000001", 6, "failed (after 3 node retries)", 3, 0));
        log(
                "90 INTERNAL *** DAGMAN_STARTED 3.0 ***",
                "100 proc_000000 SUBMIT 6.0 - - 2",
                "100 proc_000000 JOB_HELD 6.0 - - 2",
                "100 proc_000001 JOB_FAILURE 1 - - 3");

        assertThat(all()).extracting(DagNode::state).containsExactly(NodeState.HELD, NodeState.FAILED);
    }

    @Test
    void a_failure_that_cannot_be_mended_is_one_at_once_and_another_may_be_tried_again() throws IOException {
        status(group, "group.dag", 100, 3, line("proc_000000", 3, "not_idle", 0, 0), line("proc_000001", 3, "", 0, 0));
        log(
                "90 INTERNAL *** DAGMAN_STARTED 3.0 ***",
                "91 proc_000000 SUBMIT 6.0 - - 2",
                "91 proc_000001 SUBMIT 7.0 - - 3",
                "101 proc_000000 JOB_FAILURE 42 - - 2",
                "101 proc_000001 JOB_FAILURE 1 - - 3");

        assertThat(node("proc_000000").state()).isEqualTo(NodeState.FAILED);
        assertThat(node("proc_000001").state()).isEqualTo(NodeState.READY);
        assertThat(node("proc_000001").words()).contains("its job returned 1");
    }

    @Test
    void what_a_dagman_that_has_ended_has_not_run_never_runs() throws IOException {
        status(group, "group.dag", 100, 6, line("proc_000000", 6, "failed", 0, 0), line("merge", 0, "", 0, 0));
        log("90 INTERNAL *** DAGMAN_STARTED 3.0 ***", "91 proc_000000 SUBMIT 4.0 - - 1");
        assertThat(node("merge").state()).isEqualTo(NodeState.WAITING);

        log("90 INTERNAL *** DAGMAN_STARTED 3.0 ***", "101 INTERNAL *** DAGMAN_FINISHED 1 ***");
        assertThat(node("merge").state()).isEqualTo(NodeState.FUTILE);
    }

    @Test
    void a_new_dagman_begins_anew_unless_a_rescue_file_keeps_what_is_done() throws IOException {
        status(group, "group.dag", 100, 6, line("landing", 5, "", 0, 0), line("proc_000000", 6, "failed", 3, 0));
        log(
                "90 INTERNAL *** DAGMAN_STARTED 3.0 ***",
                "91 landing SUBMIT 4.0 - - 1",
                "120 INTERNAL *** DAGMAN_STARTED 9.0 ***",
                "121 landing SUBMIT 10.0 - - 1");
        assertThat(all())
                .extracting(DagNode::state, DagNode::job, DagNode::tries)
                .containsExactly(tuple(NodeState.IDLE, "10.0", 1), tuple(NodeState.WAITING, "", 0));

        write(group, "group.dag.rescue001", "");
        log(
                "90 INTERNAL *** DAGMAN_STARTED 3.0 ***",
                "91 landing SUBMIT 4.0 - - 1",
                "120 INTERNAL *** DAGMAN_STARTED 9.0 ***");
        assertThat(all()).extracting(DagNode::state).containsExactly(NodeState.DONE, NodeState.WAITING);
    }

    @Test
    void a_dagman_that_only_recovers_is_no_new_one() throws IOException {
        status(group, "group.dag", 100, 3, line("proc_000000", 3, "not_idle", 0, 0));
        log(
                "90 INTERNAL *** DAGMAN_STARTED 3.0 ***",
                "91 proc_000000 SUBMIT 4.0 - - 1",
                "120 INTERNAL *** DAGMAN_STARTED 3.0 ***",
                "120 INTERNAL *** RECOVERY_STARTED ***");

        assertThat(node("proc_000000").state()).isEqualTo(NodeState.RUNNING);
    }

    @Test
    void of_an_earlier_attempt_what_was_done_stays_and_the_rest_waits() throws IOException {
        status(group, "group.dag", 100, 6, line("landing", 5, "", 0, 0), line("proc_000000", 6, "failed", 3, 0));
        write(group, "group.dag.rescue001", "");
        Path done = Files.createDirectories(root.resolve("mg_000001"));
        status(done, "group.dag", 100, 5, line("landing", 5, "", 0, 0));
        Files.setLastModifiedTime(root.resolve("attempt.dag"), FileTime.from(Instant.ofEpochSecond(200)));

        assertThat(all())
                .extracting(DagNode::ordinal, DagNode::state)
                .containsExactly(tuple(0, NodeState.DONE), tuple(0, NodeState.WAITING), tuple(1, NodeState.DONE));
    }

    @Test
    void a_splice_has_all_its_nodes_in_the_workflows_files() throws IOException {
        Files.createDirectories(root.resolve("mg_000001"));
        write(root.resolve("mg_000001"), "elected_site.inc", "WMS2_ELECTED_SITE = T1_US_FNAL\n");
        status(
                root,
                "workflow.dag",
                100,
                3,
                line("mg_000000+landing", 3, "idle", 0, 0),
                line("mg_000001+landing", 5, "", 0, 0),
                line("mg_000001+proc_000000", 0, "", 0, 0));
        write(root, "workflow.jobstate.log", """
                90 INTERNAL *** DAGMAN_STARTED 3.0 ***
                101 mg_000001+proc_000000 SUBMIT 8.0 - - 2
                102 mg_000001+proc_000000 EXECUTE 8.0 - - 2
                """);
        Dag dag = dag(root, Layout.SPLICE);

        assertThat(all(dag, 0, EVERY))
                .extracting(DagNode::ordinal, DagNode::name, DagNode::state)
                .containsExactly(
                        tuple(0, "landing", NodeState.IDLE),
                        tuple(1, "landing", NodeState.DONE),
                        tuple(1, "proc_000000", NodeState.RUNNING));
        assertThat(all(dag, 1, 1)).extracting(DagNode::site).containsOnly(new SiteName("T1_US_FNAL"));
        Files.delete(root.resolve("workflow.dag.status"));
        assertThat(all(dag, 0, 0)).hasSize(3).extracting(DagNode::state).containsOnly(NodeState.WAITING);
    }

    @Test
    void it_stops_where_it_is_told_to() {
        List<String> seen = new ArrayList<>();
        nodes.each(dag(), 0, EVERY, n -> {
            seen.add(n.name());
            return seen.size() < 2;
        });

        assertThat(seen).containsExactly("landing", "proc_000000");
    }

    @Test
    void words_that_would_steer_a_terminal_do_not() throws IOException {
        status(group, "group.dag", 100, 3, line("proc_000000", 6, "\u001b[2Jgone\u009b1m\u202e", 0, 0));

        assertThat(node("proc_000000").words()).isEqualTo("^[[2Jgone\\u009b1m\\u202e");
    }

    @Test
    void a_directory_that_is_not_here_is_told_as_that() {
        for (Layout layout : Layout.values()) {
            assertThatThrownBy(() -> all(dag(root.resolve("gone"), layout), 0, EVERY))
                    .isInstanceOfSatisfying(
                            Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                    .hasMessageContaining("not on this machine");
        }
    }

    private void report(String node, String start, int exitCode) throws IOException {
        write(
                group.resolve("side"),
                node + "-" + start + ".json",
                Fixtures.SIDE.replace("\"exitCode\":8021", "\"exitCode\":" + exitCode));
    }

    @Test
    void the_newest_report_of_a_node_counts() throws IOException {
        report("proc_000000", "a0_0_9", 8001);
        report("proc_000000", "a0_0_10", 60311);
        report("proc_000001", "a0_0_3", 8001);
        report("proc_000001", "a0_1_0", 50115);
        report("proc_000002", "a0_0_0", 8001);
        write(group.resolve("side"), "proc_000003-a0_0_0.json", "{");

        assertThat(nodes.reports(dag(), 0, Set.of("proc_000000", "proc_000001", "proc_000003", "proc_000004")))
                .hasSize(3)
                .hasEntrySatisfying("proc_000000", r -> assertThat(r.exitCode()).isEqualTo(60311))
                .hasEntrySatisfying(
                        "proc_000001", r -> assertThat(r.start().toString()).isEqualTo("a0_1_0"))
                .hasEntrySatisfying("proc_000003", r -> assertThat(r.category()).isEqualTo(FailureCategory.UNKNOWN));
    }

    @Test
    void logs_are_those_of_the_newest_start_and_all_when_asked_for() throws IOException {
        report("proc_000000", "a0_0_0", 8001);
        write(group.resolve("log"), "proc_000000-a0_0_0.out", "first\n");
        write(group.resolve("log"), "proc_000000-a0_0_1.out", "one\ntwo\nthree");
        write(group.resolve("log"), "proc_000000-a0_0_1.err", "");
        write(group.resolve("log"), "proc_0000001-a0_0_9.out", "another node's");

        NodeLogs newest = nodes.logs(dag(), 0, "proc_000000", 1, 2);
        assertThat(newest.allStarts()).isEqualTo(2);
        assertThat(newest.starts()).singleElement().satisfies(start -> {
            assertThat(start.start().toString()).isEqualTo("a0_0_1");
            assertThat(start.report()).isEmpty();
            assertThat(start.files())
                    .extracting(LogTail::lines, LogTail::isWhole)
                    .containsExactly(tuple(List.of("two", "three"), false), tuple(List.of(), true));
        });
        assertThat(nodes.logs(dag(), 0, "proc_000000", EVERY, 100).starts())
                .extracting(s -> s.report().isPresent())
                .containsExactly(false, true);
    }

    @Test
    void of_a_huge_file_only_the_end_is_read_and_control_characters_are_harmless() throws IOException {
        String body = IntStream.range(0, 200_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        write(root, "workflow.dag.dagman.out", body + "\n\u001b]0;title\u0007\ttab\r" + "x".repeat(5_000) + "\n");

        LogTail tail = nodes.dagmanLog(dag(), OptionalInt.empty(), 10_000);

        assertThat(tail.lines()).hasSize(10_000);
        assertThat(tail.isWhole()).isFalse();
        assertThat(tail.lines().getLast())
                .startsWith("^[]0;title^G\ttab^Mxxx")
                .hasSizeLessThan(4_100)
                .endsWith("more characters)");
        assertThat(nodes.dagmanLog(dag(), OptionalInt.of(0), 5).lines()).isEmpty();
        assertThat(nodes.dagmanLog(dag(root, Layout.SPLICE), OptionalInt.of(0), 5)
                        .lines())
                .hasSize(5);
    }

    @Test
    void nothing_outside_of_the_directory_is_read() throws IOException {
        Path secret = Files.createFile(temp.resolve("secret.out"));
        Files.writeString(secret, "secret\n");
        Files.createSymbolicLink(group.resolve("log/proc_000000-a0_0_0.out"), secret);
        Files.createSymbolicLink(root.resolve("workflow.dag.dagman.out"), secret);
        Path outside = Files.createDirectories(temp.resolve("outside/log"));
        Files.writeString(outside.resolve("proc_000000-a0_0_0.out"), "secret\n");
        Files.createSymbolicLink(root.resolve("mg_000001"), outside.resolveSibling(""));

        assertThat(nodes.logs(dag(), 0, "proc_000000", 1, 5).starts())
                .allSatisfy(s -> assertThat(s.files()).isEmpty());
        assertThat(nodes.dagmanLog(dag(), OptionalInt.empty(), 5).lines()).isEmpty();
        assertThatThrownBy(() -> nodes.logs(dag(), 1, "proc_000000", 1, 5)).hasMessageContaining("no work unit");
        for (String bad : List.of("../x", "a/b", "", "proc_000000-a0_0_0", "*", "A", "a\u0000")) {
            assertThatThrownBy(() -> nodes.logs(dag(), 0, bad, 1, 5)).as(bad).isInstanceOf(InputRefusedException.class);
        }
    }

    @Test
    void a_landing_has_logs_of_its_own() throws IOException {
        write(group, "landing.log", "000 (004.000.000) submitted\n");
        write(group.resolve("log"), "elect_site.log", "elected T2_CH_CERN\n");

        assertThat(nodes.logs(dag(), 0, "landing", 1, 5).files())
                .extracting(LogTail::file)
                .containsExactly("mg_000000/log/elect_site.log", "mg_000000/landing.log");
    }
}
