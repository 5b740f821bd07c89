package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.request.RequestStatus;
import org.wms2.server.wiring.Need;

/** {@code wms2 audit}. */
class AuditCommandTest {
    private static final String DIFFERENCE =
            "work unit abc (round 0, 3): dataset /A/B/AOD has run 1 lumi 17, which its input has not";

    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));

    @BeforeEach
    void atHome() {
        cli = new Cli(home);
        cli.engine.has("r", RequestStatus.ACTIVE);
    }

    @Test
    void aCleanAuditShowsWhereAllPositionsAre() {
        cli.exits(0, "audit", "r")
                .prints("r  200 lumi sections of files, 7 work units")
                .prints("STATE", "merged", "150", "75.0 %", "available", "50", "all", "100.0 %")
                .prints("EXCLUDED", "mask", "1,234")
                .prints("CHECK", "output_lumis", "ok", "clean");

        assertThat(cli.err()).isEmpty();
        assertThat(cli.composition.needs).containsExactly(Need.READ);
    }

    @Test
    void aDifferenceIsOneAndNamed() {
        cli.engine.difference = DIFFERENCE;

        cli.exits(1, "audit", "r")
                .prints("differs", "first difference: " + DIFFERENCE)
                .says("wms2: " + DIFFERENCE);
    }

    @Test
    void withJsonItIsOneObject() {
        JsonNode clean = cli.exits(0, "audit", "r", "--json").json();

        assertThat(clean.path("clean").asBoolean()).isTrue();
        assertThat(clean.has("difference")).isFalse();
        assertThat(clean.path("states").findValuesAsText("state"))
                .containsExactly("excluded", "available", "planned", "running", "merged", "registered", "abandoned");
        assertThat(clean.path("states").path(4).path("positions").asLong()).isEqualTo(150);
        assertThat(clean.path("exclusions").path(0).path("lumis").asLong()).isEqualTo(1_234);
        assertThat(clean.path("checks").path(0).path("ok").asBoolean()).isTrue();

        cli.engine.difference = DIFFERENCE;
        JsonNode different = cli.exits(1, "audit", "r", "--json").json();

        assertThat(different.path("clean").asBoolean(true)).isFalse();
        assertThat(different.path("difference").asText()).isEqualTo(DIFFERENCE);
        assertThat(different.path("checks").path(0).path("first").asText()).isEqualTo(DIFFERENCE);
    }

    @Test
    void aRequestThatIsNotThereIsThree() {
        cli.exits(3, "audit", "nobody").says("wms2: no request nobody").printsNothing();
        cli.exits(2, "audit").says("NAME").printsNothing();
    }
}
