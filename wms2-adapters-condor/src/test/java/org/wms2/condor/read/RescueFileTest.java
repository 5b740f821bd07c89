package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RescueFileTest {
    /** As DAGMan 23.9.6 writes it (contracts/samples/held-then-removed), with one more node of each kind. */
    private static final String TEXT = """
            # Rescue DAG file, created after running
            #   the workflow.dag DAG file
            # Created 11/21/2026 23:52:16 UTC
            # Rescue DAG version: 2.0.1 (partial)
            #
            # Total number of Nodes: 5
            # Nodes premarked DONE: 2
            # Nodes that failed: 2
            #   mg_000001,mg_000003,<ENDLIST>

            DONE mg_000000
            DONE mg_000004
            """;

    @Test
    void counts_and_names_are_read() {
        RescueFile rescue = RescueFile.parse("fixture", TEXT);
        assertThat(rescue.createdAt()).isEqualTo(Instant.parse("2026-11-21T23:52:16Z"));
        assertThat(rescue.total()).isEqualTo(5);
        assertThat(rescue.done()).containsExactlyInAnyOrder("mg_000000", "mg_000004");
        assertThat(rescue.failed()).containsExactlyInAnyOrder("mg_000001", "mg_000003");
    }

    @Test
    void lines_of_retries_and_remarks_between_are_no_nodes() {
        String text =
                TEXT.replace("DONE mg_000004\n", "RETRY mg_000001 2\n# 1 of 3 retries performed\nDONE mg_000004\n");
        assertThat(RescueFile.parse("fixture", text)).isEqualTo(RescueFile.parse("fixture", TEXT));
    }

    @Test
    void wherever_it_is_cut_off_it_is_refused() {
        for (int length = 0; length < TEXT.length(); length++) {
            String cut = TEXT.substring(0, length);
            assertThatThrownBy(() -> RescueFile.parse("fixture", cut))
                    .as("%s", cut)
                    .isInstanceOf(UnreadableException.class);
        }
    }

    @Test
    void a_head_that_contradicts_its_lines_is_refused() {
        assertThatThrownBy(() -> RescueFile.parse("fixture", TEXT.replace("DONE: 2", "DONE: 3")))
                .hasMessageContaining("3 DONE lines");
        assertThatThrownBy(() -> RescueFile.parse("fixture", TEXT.replace("failed: 2", "failed: 1")))
                .hasMessageContaining("1 failed nodes");
        assertThatThrownBy(() -> RescueFile.parse("fixture", TEXT.replace("(partial)", "")))
                .hasMessageContaining("partial");
        assertThatThrownBy(() -> RescueFile.parse("fixture", TEXT.replace("11/21/2026", "yesterday")))
                .isInstanceOf(UnreadableException.class);
    }
}
