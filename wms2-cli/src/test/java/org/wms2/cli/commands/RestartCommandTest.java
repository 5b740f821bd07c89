package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.request.RequestStatus;
import org.wms2.server.wiring.Need;

/** {@code wms2 restart}. */
class RestartCommandTest {
    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));

    @BeforeEach
    void atHome() {
        cli = new Cli(home);
        cli.engine.has("r", RequestStatus.COMPLETED);
    }

    @Test
    void aRestartNamesTheNewVersionAndWhatBecomesOfTheOld() {
        cli.exits(0, "restart", "r", "--reason", "bad tag")
                .prints("r is restarted as r_v2", "/Sample/Era-Test-v1/AOD")
                .prints("3 blocks of the old version are invalidated when the new outputs are announced")
                .says("wms2 import r_v2");
        assertThat(cli.engine.calls).contains("restart r by me@here: bad tag, KEEP_UNTIL_REPLACED");
        assertThat(cli.composition.needs).containsExactly(Need.PLAN);
        cli.exits(0, "show", "r").prints("superseded by: r_v2");
        cli.exits(0, "show", "r_v2").prints("restart of: r");
        JsonNode shown = cli.exits(0, "show", "r_v2", "--json").json();
        assertThat(shown.path("request").path("restartOf").asText()).isEqualTo("r");
    }

    @Test
    void theOldOutputsMayBeInvalidatedAtOnce() {
        cli.exits(0, "restart", "r", "--immediate-cleanup").prints("invalidated at once");
        assertThat(cli.engine.calls).contains("restart r by me@here: , IMMEDIATE_CLEANUP");
    }

    @Test
    void aDryRunWritesNothing() {
        JsonNode answer = cli.exits(0, "restart", "r", "--dry-run", "--json").json();
        assertThat(answer.path("restartedAs").asText()).isEqualTo("r_v2");
        assertThat(answer.path("written").asBoolean(true)).isFalse();
        assertThat(answer.path("cleanup").asText()).isEqualTo("keep_until_replaced");
        assertThat(cli.engine.calls).contains("preview restart r, KEEP_UNTIL_REPLACED");
        assertThat(cli.engine.calls).noneMatch(c -> c.startsWith("restart "));
    }

    @Test
    void aRequestThatRunsIsAConflictAndOneThatIsNotThereNotFound() {
        cli.engine.has("runs", RequestStatus.ACTIVE);
        cli.exits(4, "restart", "runs").says("stop it first").printsNothing();
        cli.exits(3, "restart", "nobody").printsNothing();
        cli.exits(2, "restart").says("NAME");
    }
}
