package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeStatusFileTest {
    private static final String HEAD = """
            [
              Type = "DagStatus";
              DagFiles = {
                "workflow.dag"
              };
              Timestamp = 1795302945; /* "Sat Nov 21 23:15:45 2026" */
              DagStatus = 6; /* "STATUS_ERROR (removed)" */
              NodesTotal = 2;
            ]
            """;
    private static final String NODE = """
            [
              Type = "NodeStatus";
              Node = "mg_000001";
              NodeStatus = 6; /* "STATUS_ERROR" */
              StatusDetails = "POST script \\"elect\\" failed; see C:\\\\log";
              RetryCount = 3;
              JobProcsQueued = 0;
              JobProcsHeld = 0;
            ]
            """;
    private static final String END =
            "[ Type = \"StatusEnd\"; EndTime = 1795302946; NextUpdate = 0; /* \"none\" */ ]\n";

    @Test
    void counts_nodes_and_words_are_read() {
        NodeStatusFile file = NodeStatusFile.parse("fixture", HEAD + NODE + END);
        assertThat(file.writtenAt()).isEqualTo(Instant.ofEpochSecond(1795302945));
        assertThat(file.dagStatus()).isEqualTo(6);
        assertThat(file.total()).isEqualTo(2);
        assertThat(file.last()).isTrue();
        assertThat(file.nodes())
                .containsExactly(new NodeStatusFile.Node(
                        "mg_000001", NodeStatus.ERROR, "POST script \"elect\" failed; see C:\\log", 3));
    }

    @Test
    void a_node_in_flight_at_a_removal_did_not_fail() {
        String text = HEAD + NODE.replaceAll("POST script.*log", "Was STATUS_SUBMITTED") + END;
        assertThat(NodeStatusFile.parse("fixture", text).nodes()).allMatch(NodeStatusFile.Node::wasInterrupted);
    }

    @Test
    void a_file_without_its_end_is_refused() {
        assertThatThrownBy(() -> NodeStatusFile.parse("fixture", HEAD + NODE)).isInstanceOf(UnreadableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[ Type = ",
                "[ Type = \"DagStatus\" ]",
                "[ Type = \"Other\"; ]",
                "[ Type = \"NodeStatus\"; Node = \"a\"; NodeStatus = 8; RetryCount = 0; ]",
                "[ Type = \"NodeStatus\"; Node = \"a\"; NodeStatus = 99999999999999999999; RetryCount = 0; ]",
                "/* no end",
                "[ \"a\" ]",
                "plain text"
            })
    void anything_else_is_refused_in_words(String text) {
        assertThatThrownBy(() -> NodeStatusFile.parse("fixture", text))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("fixture")
                .hasMessageContaining("expected");
    }
}
