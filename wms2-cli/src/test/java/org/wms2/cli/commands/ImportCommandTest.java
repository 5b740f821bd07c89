package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;
import org.wms2.server.wiring.Need;

/** {@code wms2 import}: follows requests to every end there is. */
@Timeout(60)
class ImportCommandTest {
    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));

    @BeforeEach
    void atHome() {
        cli = new Cli(home);
    }

    private void script(RequestStatus... statuses) {
        cli.engine.script.addAll(List.of(statuses));
    }

    @Test
    void aHealthyRequestEndsWithItsOutputsOnStdoutAndTheTalkOnStderr() {
        script(RequestStatus.QUEUED, RequestStatus.ACTIVE, RequestStatus.COMPLETED);

        cli.exits(0, "import", "r")
                .prints("OUTPUT DATASET", SampleRows.AOD.value(), "1,234", "5.6 MB", "/storage/store/data")
                .says("local profile:", "r: queued -> active (because)", "r is completed");

        assertThat(cli.out()).doesNotContain("local profile").doesNotContain("->");
        assertThat(cli.composition.needs).containsExactly(Need.RUN);
        assertThat(cli.engine.calls).startsWith("import r").endsWith("close");
    }

    @Test
    void withJsonStdoutIsOneObject() {
        script(RequestStatus.COMPLETED);

        JsonNode result = cli.exits(0, "import", "r", "--json").json();

        assertThat(result.path("request").path("status").asText()).isEqualTo("completed");
        assertThat(result.path("outputs").path(0).path("events").asLong()).isEqualTo(1_234);
        assertThat(result.path("onDisk").path(SampleRows.AOD.value()).asText()).isEqualTo("/storage/store/data");
    }

    @Test
    void whereThereIsNoTerminalEveryLineIsSaidOnceAndIsPlain() {
        script(RequestStatus.ACTIVE, RequestStatus.COMPLETED);

        cli.exits(0, "import", "r");

        assertThat(cli.lines()).doesNotHaveDuplicates();
        assertThat(cli.err()).doesNotContain("\u001b").doesNotContain("\r").doesNotContain("[#");
    }

    @Test
    void aHeldRequestIsFourWithItsReasonAndWhatMayBeDone() {
        cli.engine.heldFor = "the block is invalid";
        cli.engine.suggestion = "validate it";
        script(RequestStatus.HELD);

        cli.exits(4, "import", "r").says("r is held: the block is invalid", "suggestion: validate it");
    }

    @Test
    void aHeldRequestThatSomebodyHasReleasedIsFollowedOn() {
        cli.engine.has("r", RequestStatus.HELD);
        cli.engine.wish(new RequestName("r"), NewWish.of(WishKind.RELEASE, "op@desk", ""));
        script(RequestStatus.QUEUED, RequestStatus.ACTIVE, RequestStatus.COMPLETED);

        cli.exits(0, "import", "r");
    }

    @Test
    void anEndThatIsNotGoodIsEight() {
        script(RequestStatus.FAILED);
        cli.exits(8, "import", "failed").says("failed is failed");

        script(RequestStatus.ABORTED);
        cli.exits(8, "import", "aborted").says("aborted is aborted");

        cli.engine.units.put(WorkUnitStatus.ABANDONED, 2L);
        script(RequestStatus.COMPLETED);
        cli.exits(8, "import", "lossy").says("lossy is completed with 2 work units given up");
    }

    @Test
    void aRequestThatHasEndedIsShownAndNotImportedAgain() {
        cli.engine.has("old", RequestStatus.COMPLETED);

        cli.exits(4, "import", "old").prints(SampleRows.AOD.value()).says("not imported again");
        assertThat(cli.exits(4, "import", "old", "--json")
                        .json()
                        .path("request")
                        .path("request")
                        .asText())
                .isEqualTo("old");
        assertThat(cli.engine.calls).doesNotContain("import old");
    }

    @Test
    void aRequestThatIsAliveIsFollowed() {
        cli.engine.has("alive", RequestStatus.ACTIVE);
        script(RequestStatus.COMPLETED);

        cli.exits(0, "import", "alive").says("alive is there already, active: following it");

        assertThat(cli.engine.calls).doesNotContain("import alive");
        assertThat(cli.err()).as("old moves are not told again").doesNotContain("alive: active (because)");
    }

    @Test
    void otherOptionsForARequestThatIsAliveAreAConflict() {
        cli.engine.has("alive", RequestStatus.ACTIVE);

        cli.exits(4, "import", "alive", "--max-events", "7")
                .says("other options")
                .printsNothing();
    }

    @Test
    void ctrlCLeavesTheRequestRunningAndSaysWhoGoesOnWithIt() {
        cli.engine.onTurn = cli::interrupt;

        cli.exits(130, "import", "r").says("nobody drives r until", "wms2 serve", "wms2 import r");

        assertThat(cli.engine.calls).contains("release [r]");
        cli.printsNothing();
    }

    @Test
    void noMonitorLeavesOnceTheDagRuns() {
        script(RequestStatus.ACTIVE);

        cli.exits(0, "import", "r", "--no-monitor").says("nobody drives r until");

        assertThat(cli.engine.calls).contains("release [r]");
    }

    @Test
    void whatAnotherProcessDrivesIsOnlyWatchedAndThatIsSaid() {
        cli.engine.has("theirs", RequestStatus.ACTIVE);
        cli.engine.claim = new ClaimView("you@there/3/4", SampleRows.T0, true);
        script(RequestStatus.COMPLETED);

        cli.exits(0, "import", "theirs").says("driven by you@there/3/4: only watching");
    }

    @Test
    void whatPassesWhileFollowingIsSaidAndWaitedFor() {
        cli.engine.has("r", RequestStatus.ACTIVE);
        script(RequestStatus.COMPLETED);
        cli.engine.looks.add(Optional.empty());
        cli.engine.looks.add(Optional.of(new Wms2Exception(ErrorCode.DATABASE_UNAVAILABLE, "database down")));

        cli.exits(0, "import", "r").says("database down; trying again", "goes on", "r is completed");
    }

    @Test
    void whatDoesNotPassEndsTheCommandAndGivesTheClaimBack() {
        cli.engine.has("r", RequestStatus.ACTIVE);
        cli.engine.looks.add(Optional.empty());
        cli.engine.looks.add(Optional.of(new Wms2Exception(ErrorCode.SERVICE_REFUSED, "DBS: no")));

        cli.exits(5, "import", "r").says("wms2: DBS: no");

        assertThat(cli.engine.calls.get(cli.engine.calls.size() - 2)).startsWith("release");
    }

    @Test
    void everyErrorHasItsExitCode() {
        record Expected(ErrorCode code, int exit) {}
        List<Expected> all = List.of(
                new Expected(ErrorCode.INTERNAL, 1),
                new Expected(ErrorCode.USAGE, 2),
                new Expected(ErrorCode.NOT_FOUND, 3),
                new Expected(ErrorCode.CONFLICT, 4),
                new Expected(ErrorCode.SERVICE_REFUSED, 5),
                new Expected(ErrorCode.NOT_ALLOWED, 6),
                new Expected(ErrorCode.INPUT_REFUSED, 7),
                new Expected(ErrorCode.NOT_YET, 7),
                new Expected(ErrorCode.SERVICE_UNAVAILABLE, 75),
                new Expected(ErrorCode.DATABASE_UNAVAILABLE, 75));
        assertThat(all).extracting(Expected::code).containsExactlyInAnyOrder(ErrorCode.values());

        for (Expected expected : all) {
            cli.composition.openError = new Wms2Exception(expected.code(), "it is so");
            cli.exits(expected.exit(), "import", "r").says("wms2: it is so").printsNothing();
        }
    }

    @Test
    void errorsThatCameTogetherAreAllTold() {
        ServiceUnavailableException first = new ServiceUnavailableException("PostgreSQL", "is down");
        first.addSuppressed(new IllegalStateException("the pool too"));
        cli.composition.openError = first;

        cli.exits(75, "import", "r").says("wms2: PostgreSQL: is down", "wms2: the pool too");
    }

    @Test
    void ourOwnFaultIsOneLineAndItsDetailsAreInAFile() {
        cli.composition.openError = new IllegalStateException("we are to blame");

        cli.exits(1, "import", "r").says("our own fault: we are to blame", "log/cli.log");

        assertThat(cli.err()).doesNotContain("\tat ");
        assertThat(home.resolve(".wms2/log/cli.log")).content().contains("\tat ", "we are to blame");
    }

    @Test
    void theDetailsOfOurOwnFaultGoToTheHomeThatWasGiven() {
        cli.composition.openError = new IllegalStateException("we are to blame");
        Path given = home.resolve("elsewhere");

        cli.exits(1, "import", "r", "--home", given.toString())
                .says(given.resolve("log/cli.log").toString());

        assertThat(given.resolve("log/cli.log")).exists();
    }
}
