package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.htcondor.DagProgress;
import org.wms2.ports.id.SiteName;

class StruckSitesTest {
    private static final SiteName CERN = new SiteName("T2_CH_CERN");
    private static final SiteName FNAL = new SiteName("T1_US_FNAL");

    @TempDir
    private Path dag;

    private void struck(int ordinal, String text) throws IOException {
        Path group = Files.createDirectories(dag.resolve("mg_00000" + ordinal));
        Files.writeString(group.resolve("struck"), text);
    }

    private void status(String... nodes) throws IOException {
        Files.writeString(
                dag.resolve("workflow.dag.status"),
                "[ Type = \"DagStatus\"; Timestamp = 500; DagStatus = 3; NodesTotal = 5; ]" + String.join("", nodes)
                        + "[ Type = \"StatusEnd\"; NextUpdate = 0; ]");
    }

    private static String node(int ordinal, int status, int retries) {
        return "[ Type = \"NodeStatus\"; Node = \"mg_00000%d\"; NodeStatus = %d; StatusDetails = \"\"; RetryCount = %d; ]"
                .formatted(ordinal, status, retries);
    }

    private DagProgress progress() {
        return DagmanFiles.progress(dag, "workflow.dag");
    }

    @Test
    void strikes_of_work_units_that_were_tried_again_or_failed_are_seen() throws IOException {
        struck(0, "T2_CH_CERN\nT1_US_FNAL\n");
        struck(1, "T1_US_FNAL\n");
        struck(2, "T2_CH_CERN\n");
        status(node(0, 5, 2), node(1, 6, 0), node(2, 3, 1), node(3, 3, 0), node(4, 3, 1));
        assertThat(progress().struck())
                .isEqualTo(new TreeMap<>(Map.of(0, List.of(CERN, FNAL), 1, List.of(FNAL), 2, List.of(CERN))));
    }

    @Test
    void nothing_is_opened_for_a_work_unit_that_dagman_has_not_tried_again() throws IOException {
        struck(0, "no site\n");
        status(node(0, 3, 0), node(1, 1, 0));
        assertThat(progress().struck()).isEmpty();
    }

    @Test
    void a_halt_file_is_seen() throws IOException {
        status(node(0, 3, 0));
        assertThat(progress().haltFile()).isFalse();
        Files.createFile(dag.resolve("workflow.dag.halt"));
        assertThat(progress().haltFile()).isTrue();
    }
}
