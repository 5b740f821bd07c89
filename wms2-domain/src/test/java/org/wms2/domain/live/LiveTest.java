package org.wms2.domain.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.domain.planning.WorkUnitIds;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.NodeReport;
import org.wms2.ports.htcondor.NodeStart;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.plan.NodeRole;
import org.wms2.ports.request.RequestOptions;

/** Nodes, logs and status of requests, over nodes that the test has written down. */
class LiveTest {
    private static final SiteName CERN = new SiteName("T2_CH_CERN");

    private final World world = new World();
    private final Wms2 wms2 = world.process("a");

    private RequestName running() {
        RequestName name = world.assigned(Specs.generator("gen", 10_000));
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        world.condor.start(world.key(name, 0));
        world.pass(Duration.ofSeconds(31));
        world.settle(wms2, name);
        return name;
    }

    private void node(int ordinal, String name, NodeState state, String job) {
        NodeRole role = name.startsWith("proc") ? NodeRole.PROCESSING : NodeRole.MERGE;
        world.nodes.put(new DagNode(ordinal, name, role, state, 1, "", job, CERN, world.now()));
    }

    private void held(RequestName name, int cluster, int code, String reason) {
        WorkUnitId unit = WorkUnitIds.of(name, 1, 0, 0);
        world.condor
                .nodeJobs()
                .hold(new HeldJob(
                        world.key(name, 0),
                        new ClusterId(cluster),
                        unit,
                        NodeRole.PROCESSING,
                        "proc_000001",
                        code,
                        0,
                        reason,
                        2_000,
                        2_900,
                        world.now()));
    }

    private static NodeQuery only(NodeState... states) {
        return new NodeQuery(OptionalInt.empty(), Optional.empty(), Set.of(states), 100, Optional.empty());
    }

    @Test
    void nodesAreCountedInAllStatesAndListedInThoseThatWereAskedFor() {
        RequestName name = running();
        node(0, "proc_000000", NodeState.DONE, "4.0");
        node(0, "proc_000001", NodeState.FAILED, "5.0");
        node(0, "merge", NodeState.FUTILE, "");
        NodeReport report = new NodeReport(
                new NodeStart(0, 0, 1), 8021, true, FailureCategory.INPUT, "read", "cannot", CERN, 1, 1, 40, 0);
        world.nodes.report(0, "proc_000001", report);

        NodePage page = wms2.nodes(name, only(NodeState.FAILED));

        assertThat(page.states()).isEqualTo(Map.of(NodeState.DONE, 1L, NodeState.FAILED, 1L, NodeState.FUTILE, 1L));
        assertThat(page.nodes()).singleElement().satisfies(n -> {
            assertThat(n.key()).isEqualTo("mg_000000/proc_000001");
            assertThat(n.workUnit()).isEqualTo(WorkUnitIds.of(name, 1, 0, 0));
            assertThat(n.report()).contains(report);
        });
    }

    @Test
    void theScheddsWordOfHeldJobsIsNewerThanTheFiles() {
        RequestName name = running();
        node(0, "proc_000000", NodeState.HELD, "4.0");
        node(0, "proc_000001", NodeState.RUNNING, "5.0");
        held(name, 5, 34, "too\u001b[2J much\nmemory");

        assertThat(wms2.nodes(name, only()).nodes())
                .extracting(n -> n.node().state(), n -> n.node().words())
                .containsExactly(
                        tuple(NodeState.IDLE, "released a moment ago"),
                        tuple(NodeState.HELD, "held, code 34 (used 2900 of 2000 MiB): too^[[2J much memory"));
        assertThat(wms2.nodes(name, only(NodeState.HELD)).nodes())
                .singleElement()
                .satisfies(n -> assertThat(n.hold()).isPresent());
    }

    @Test
    void whereTheScheddIsSilentTheFilesHaveTheLastWordAndANoteSaysSo() {
        RequestName name = running();
        node(0, "proc_000000", NodeState.HELD, "4.0");
        world.condor.reachable(false);

        NodePage page = wms2.nodes(name, only(NodeState.HELD));

        assertThat(page.nodes()).hasSize(1);
        assertThat(page.notes()).singleElement().satisfies(n -> assertThat(n).contains("the schedd does not say"));
        assertThat(wms2.status(name).notes()).hasSize(1);
    }

    @Test
    void pagesTogetherAreAllNodesOnceAndLaterOnesCountNothing() {
        RequestName name = running();
        for (int unit = 0; unit < 3; unit++) {
            for (int i = 0; i < 7; i++) {
                node(unit, "proc_%06d".formatted(i), i % 3 == 0 ? NodeState.DONE : NodeState.WAITING, "");
            }
        }
        List<String> keys = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            NodePage page = wms2.nodes(
                    name, new NodeQuery(OptionalInt.empty(), Optional.empty(), Set.of(NodeState.DONE), 2, after));
            assertThat(page.states().isEmpty()).isEqualTo(after.isPresent());
            assertThat(page.nodes()).hasSizeLessThanOrEqualTo(2);
            page.nodes().forEach(n -> keys.add(n.key()));
            after = page.next();
        } while (after.isPresent());

        assertThat(keys).hasSize(9).doesNotHaveDuplicates().isSorted();
        int before = world.nodes.visited();
        wms2.nodes(
                name,
                new NodeQuery(
                        OptionalInt.empty(), Optional.empty(), Set.of(), 1, Optional.of("mg_000001/proc_000000")));
        assertThat(world.nodes.visited() - before)
                .as("a later page stops as soon as it is full")
                .isLessThan(5);
    }

    @Test
    void aNodeIsNamedInSeveralWays() {
        RequestName name = running();
        node(0, "proc_000001", NodeState.RUNNING, "5.0");
        String id = WorkUnitIds.of(name, 1, 0, 0).value();

        for (String word :
                List.of("mg_000000/proc_000001", "0/proc_000001", "0/1", id + "/1", id.substring(0, 6) + "/proc_1")) {
            LiveLog log = wms2.log(name, OptionalInt.empty(), NodeName.parse(word), 1, 10);
            assertThat(log.unit()).as(word).isEqualTo("mg_000000");
            assertThat(log.node()).as(word).isEqualTo("proc_000001");
            assertThat(log.state().orElseThrow().state()).isEqualTo(NodeState.RUNNING);
        }
        assertThat(wms2.log(name, OptionalInt.empty(), NodeName.parse("dagman"), 1, 10)
                        .dagman()
                        .orElseThrow()
                        .file())
                .isEqualTo("workflow.dag.dagman.out");
        for (String word : List.of("0", "mg_000000", "0/dagman", id)) {
            assertThat(wms2.log(name, OptionalInt.empty(), NodeName.parse(word), 1, 10)
                            .dagman()
                            .orElseThrow()
                            .file())
                    .as(word)
                    .isEqualTo("mg_000000/group.dag.dagman.out");
        }
        for (String bad : List.of(
                "", "/", "..", "../x", "0/..", "0/../../x", "mg_/1", "0/proc_x", "A/1", "0/1/2", "0//1", "0/merge\n")) {
            assertThatThrownBy(() -> NodeName.parse(bad)).as(bad).isInstanceOf(InputRefusedException.class);
        }
    }

    @Test
    void whatIsNotThereIsSaidInWords() {
        RequestName name = running();
        node(0, "proc_000001", NodeState.RUNNING, "5.0");
        notFound("has no work unit 99", () -> wms2.log(name, OptionalInt.empty(), NodeName.parse("99/1"), 1, 10));
        notFound("has no node merge", () -> wms2.log(name, OptionalInt.empty(), NodeName.parse("0/merge"), 1, 10));
        notFound("no DAG of round 7", () -> wms2.log(name, OptionalInt.of(7), NodeName.parse("dagman"), 1, 10));
        notFound("there is no request nobody", () -> wms2.nodes(new RequestName("nobody"), only()));
        notFound("there is no request nobody", () -> wms2.status(new RequestName("nobody")));

        RequestName waits = world.assigned(Specs.generator("waits", 100));
        wms2.importRequest(waits, RequestOptions.NONE);
        notFound("has no DAG yet: wms2 why waits", () -> wms2.nodes(waits, only()));
        assertThat(wms2.status(waits).dags()).isEmpty();
    }

    private static void notFound(String words, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining(words);
    }

    @Test
    void statusSumsNodesByWorkUnitAndSaysWhatItWaitsFor() {
        RequestName name = running();
        node(0, "proc_000000", NodeState.DONE, "4.0");
        node(0, "proc_000001", NodeState.RUNNING, "5.0");
        node(1, "proc_000000", NodeState.WAITING, "");

        LiveStatus status = wms2.status(name);

        assertThat(status.total()).isEqualTo(3);
        assertThat(status.units().size()).isGreaterThan(1);
        assertThat(status.units().getFirst()).satisfies(u -> {
            assertThat(u.word()).isEqualTo("running");
            assertThat(u.site()).isEqualTo(CERN);
            assertThat(u.total()).isEqualTo(2);
        });
        assertThat(status.units().get(1).word()).isEqualTo("waiting");
        assertThat(status.health().request()).isEqualTo(name);
        node(0, "proc_000001", NodeState.FAILED, "5.0");
        assertThat(wms2.status(name).units().getFirst().word()).isEqualTo("failed");
    }

    @Test
    void statusDoesWithoutTheSubmitDirectory() {
        RequestName name = running();
        world.nodes.meets(new Wms2Exception(ErrorCode.NOT_FOUND, "the submit directory is not on this machine"));

        LiveStatus status = wms2.status(name);

        assertThat(status.notes()).containsExactly("the submit directory is not on this machine");
        assertThat(status.units())
                .isNotEmpty()
                .allSatisfy(u -> assertThat(u.total()).isZero());
    }
}
