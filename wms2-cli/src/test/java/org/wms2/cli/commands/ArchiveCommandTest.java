package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.request.RequestStatus;
import org.wms2.server.wiring.Need;

/** {@code wms2 archive}. */
class ArchiveCommandTest {
    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));

    @BeforeEach
    void atHome() {
        cli = new Cli(home);
        cli.engine.has("r", RequestStatus.COMPLETED).has("alive", RequestStatus.ACTIVE);
    }

    @Test
    void anArchiveIsNamedWithWhatIsInIt() {
        cli.exits(0, "archive", "r").prints("/home/archive/r.tar.gz", "12 files", "34.0 kB in 5.0 kB", "read back");
        assertThat(cli.engine.calls).first().isEqualTo("archive r");
        assertThat(cli.composition.needs).containsExactly(Need.READ);
    }

    @Test
    void deletingSaysWhatIsGoneAndShowRemembersIt() {
        cli.exits(0, "archive", "r", "--delete", "--to", "x/../r.tgz")
                .prints(home.getRoot() + "", "/submit/r/v1/r0 was removed at", "archived in", "freed 34.0 kB");
        assertThat(cli.engine.calls).first().asString().endsWith("/r.tgz").doesNotContain("..");
        cli.exits(0, "show", "r").prints("/submit/r/v1/r0 was removed at");
    }

    @Test
    void aRequestThatLivesIsRefusedAndOneThatIsNotThereIsThree() {
        cli.exits(4, "archive", "alive").says("wms2: alive is active").printsNothing();
        cli.exits(3, "archive", "nobody").printsNothing();
        cli.exits(2, "archive").says("NAME").printsNothing();
        cli.exits(2, "archive", "r", "--leftovers", "--to", "x").says("--to").printsNothing();
    }

    @Test
    void withJsonItIsOneObject() {
        JsonNode made = cli.exits(0, "archive", "r", "--delete", "--json").json();
        assertThat(made.path("request").asText()).isEqualTo("r");
        assertThat(made.path("archive").asText()).isEqualTo("/home/archive/r.tar.gz");
        assertThat(made.path("made").asBoolean()).isTrue();
        assertThat(made.path("freedBytes").asLong()).isEqualTo(34_000);
        assertThat(made.path("removed").path(0).path("directory").asText()).isEqualTo("/submit/r/v1/r0");
    }

    @Test
    void leftoversAreListedAndDeletedOnlyWhenSaid() {
        cli.exits(0, "archive", "r", "--leftovers")
                .prints("on this disk: 1 files, 7.0 kB", "/store/unmerged/x.root", "aaaaaaaaaa-*", "/A/B/C#d");
        assertThat(cli.engine.calls).first().isEqualTo("leftovers of r");
        JsonNode found = cli.exits(0, "archive", "r", "--leftovers", "--delete", "--json")
                .json();
        assertThat(cli.engine.calls).contains("leftovers of r, deleted");
        assertThat(found.path("lfns").path(0).asText()).isEqualTo("/store/unmerged/x.root");
        assertThat(found.path("here").asBoolean()).isTrue();
    }
}
