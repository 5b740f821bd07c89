package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.store.SampleRows;
import org.wms2.server.wiring.Need;

/** {@code wms2 import --dry-run}. */
class PlanTest {
    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));

    @BeforeEach
    void atHome() {
        cli = new Cli(home);
    }

    @Test
    void thePlanIsOnStdoutAndNothingIsImported() {
        cli.exits(0, "import", "r", "--dry-run")
                .prints("EventBased", "work units", "4 in 1 rounds", "1,200", "T2_CH_CERN", "2h 01m", "5.0 MB")
                .says("1 work units could not run now: no site is enabled", "nothing is stored");

        assertThat(cli.composition.needs).containsExactly(Need.PLAN);
        assertThat(cli.engine.calls).containsExactly("plan r", "close");
    }

    @Test
    void withJsonItIsOneObjectWithWhatTheIssueNames() {
        JsonNode plan = cli.exits(0, "import", "r", "--dry-run", "--json").json();

        assertThat(plan.fieldNames())
                .toIterable()
                .contains("request", "type", "splitting", "jobs", "workUnits", "events", "files", "outputs", "sites");
        assertThat(plan.path("jobs").asLong()).isEqualTo(12);
        assertThat(plan.path("outputs").path(0).path("dataset").asText()).isEqualTo(SampleRows.AOD.value());
        assertThat(plan.path("sites").path(0).asText()).isEqualTo("T2_CH_CERN");
    }

    @Test
    void aTrialsOptionsReachThePlan() {
        JsonNode plan = cli.exits(
                        0, "import", "r", "--dry-run", "--json", "--splitting", "filebased", "--max-events", "7")
                .json();

        assertThat(plan.path("splitting").asText()).isEqualTo("FileBased");
        assertThat(plan.path("events").asLong()).isEqualTo(7);
    }

    @Test
    void anyStatusIsPassedOn() {
        cli.exits(0, "import", "r", "--dry-run", "--any-status");

        assertThat(cli.engine.calls).contains("plan r whatever its status");
    }

    @Test
    void whatIsNotProcessedYetIsSeven() {
        cli.exits(7, "import", "demo-taskchain", "--dry-run")
                .says("TaskChain: not yet")
                .printsNothing();
    }
}
