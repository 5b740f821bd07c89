package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SampleRows;

/** Wishes for all requests that a filter lets through. */
class BulkWishTest {
    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));

    private final String campaign = Objects.requireNonNull(
                    SampleRows.request("r", RequestStatus.ACTIVE).spec())
            .campaign();

    @BeforeEach
    void atHome() {
        cli = new Cli(home);
        cli.engine
                .has("a", RequestStatus.ACTIVE)
                .has("b", RequestStatus.HELD)
                .has("c", RequestStatus.HELD)
                .has("done", RequestStatus.COMPLETED);
    }

    @Test
    void theCountAndTheNamesAreSaidAndNothingIsWrittenWithoutYes() {
        cli.exits(2, "release", "--status", "held")
                .says("2 requests match:", "  b", "  c", "release of 2 requests: nothing was written; say --yes")
                .printsNothing();
        cli.answer = "2";
        cli.exits(2, "abort", "--status", "held").says("--yes");

        assertThat(cli.engine.wishes).isEmpty();
        assertThat(cli.questions).as("typing is not enough").isEmpty();
    }

    @Test
    void withYesAllThatMatchAreWished() {
        cli.exits(0, "release", "--status", "held", "--campaign", campaign, "--yes")
                .says("2 requests match:")
                .prints("b", "c");

        assertThat(cli.engine.calls).contains("wish b: release", "wish c: release");
        assertThat(cli.engine.wishes).hasSize(2);
    }

    @Test
    void aCampaignAloneMeansThoseThatAreNotFinal() {
        cli.exits(0, "stop", "--campaign", campaign, "--yes").says("3 requests match:");

        assertThat(cli.engine.calls).contains("wish a: stop", "wish b: stop", "wish c: stop");
    }

    @Test
    void aDryRunNeedsNoYes() {
        cli.exits(0, "release", "--status", "held", "--dry-run")
                .says("2 requests match:")
                .prints("what release does");

        assertThat(cli.engine.wishes).isEmpty();
    }

    @Test
    void anotherCampaignMatchesNothing() {
        cli.exits(0, "release", "--campaign", "Other", "--yes")
                .says("no request matches")
                .printsNothing();
        assertThat(cli.exits(0, "release", "--campaign", "Other", "--json")
                        .json()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void manyPagesAreReadToTheirEnd() {
        for (int i = 0; i < 1_000; i++) {
            cli.engine.has("q" + i, RequestStatus.QUEUED);
        }
        cli.engine.has("z", RequestStatus.QUEUED);

        cli.exits(0, "priority", "9", "--status", "queued", "--dry-run", "--json")
                .says("1001 requests match:");

        assertThat(cli.json().findValuesAsText("request")).hasSize(1_001).contains("z");
    }

    @Test
    void finalRequestsAreRefused() {
        cli.exits(4, "hold", "--status", "completed", "--yes").says("done is completed");
    }

    @Test
    void namesAndAFilterDoNotGoTogether() {
        cli.exits(2, "hold", "a", "--status", "held").says("found names with --status or --campaign");
        cli.exits(2, "hold").says("NAME is missing");
        cli.exits(2, "hold", "--status", "sleeping").says("found 'sleeping'");
        assertThat(cli.composition.needs).as("nothing was opened for it").isEmpty();
    }
}
