package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.plan.Layout;

/** Nodes of the directories that HTCondor 23.9.6 left: contracts/samples below {@code -Dwms2.shared}. */
class NodeSamplesTest {
    private static final Path SAMPLES =
            Path.of(System.getProperty("wms2.shared", "absent")).resolve("contracts/samples");

    private static Map<NodeState, Integer> states(String sample, Layout layout) {
        RequestName name = new RequestName(sample);
        Dag dag = new Dag(
                new DagKey(DagTag.of(name, 1, 0), 0),
                name,
                0,
                DagStatus.RUNNING,
                SAMPLES.resolve(sample).toString(),
                layout,
                null,
                2,
                4,
                400,
                "",
                Instant.EPOCH);
        Map<NodeState, Integer> states = new EnumMap<>(NodeState.class);
        new NodeFiles().each(dag, 0, Integer.MAX_VALUE, node -> {
            states.merge(node.state(), 1, Integer::sum);
            return true;
        });
        return states;
    }

    @Test
    void each_sample_shows_what_became_of_its_nodes() {
        if (!Files.isDirectory(SAMPLES)) {
            System.err.println("[samples] NOT RUN: no contracts/samples in -Dwms2.shared");
            return;
        }
        assertThat(states("two-groups-success", Layout.SUBDAG)).containsOnlyKeys(NodeState.DONE);
        assertThat(states("sp", Layout.SPLICE)).isEqualTo(Map.of(NodeState.DONE, 260));
        assertThat(states("e1", Layout.SUBDAG))
                .as("two nodes failed, what follows them never runs")
                .containsEntry(NodeState.FAILED, 2)
                .containsEntry(NodeState.FUTILE, 2)
                .doesNotContainKeys(NodeState.RUNNING, NodeState.IDLE);
        assertThat(states("e3", Layout.SUBDAG))
                .as("removed: what was in flight did not fail")
                .containsKey(NodeState.INTERRUPTED)
                .doesNotContainKey(NodeState.FAILED);
        assertThat(states("k1", Layout.SUBDAG)).as("killed and recovered").containsOnlyKeys(NodeState.DONE);
        assertThat(states("o1", Layout.SUBDAG)).as("retried from its rescue").containsKey(NodeState.DONE);
    }
}
