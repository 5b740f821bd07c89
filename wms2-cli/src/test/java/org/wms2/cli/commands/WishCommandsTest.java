package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishKind;
import org.wms2.server.wiring.Need;

/** hold, release, stop, finish, fail, abort and priority, by name. */
class WishCommandsTest {
    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));

    @BeforeEach
    void atHome() {
        cli = new Cli(home);
        cli.engine.has("a", RequestStatus.ACTIVE).has("h", RequestStatus.HELD).has("done", RequestStatus.COMPLETED);
    }

    private NewWish only(String request) {
        return cli.engine.wishes(new RequestName(request)).stream()
                .map(Wish::what)
                .reduce((one, other) -> {
                    throw new AssertionError("more than one wish: " + one + ", " + other);
                })
                .orElseThrow();
    }

    private void nothingIsWritten() {
        assertThat(cli.engine.wishes).isEmpty();
    }

    @Test
    void everyWishIsWrittenWithWhoAndWhy() {
        for (WishKind kind : WishKind.values()) {
            cli.engine.wishes.clear();
            if (kind == WishKind.PRIORITY) {
                cli.exits(0, "priority", "a", "5000", "--why", "urgent");
            } else {
                cli.exits(0, kind.word(), "a", "--why", "urgent", "--yes");
            }
            Integer priority = kind == WishKind.PRIORITY ? 5_000 : null;
            assertThat(only("a")).isEqualTo(new NewWish(kind, false, false, priority, "me@here", "urgent"));
            cli.prints("REQUEST", "WHAT HAPPENS", "what " + kind.word() + " does");
        }
        assertThat(cli.composition.needs).as("neither pool nor CMS is needed").containsOnly(Need.READ);
    }

    @Test
    void stopMayRequeueAndReleaseMayReplan() {
        cli.exits(0, "stop", "a", "--requeue").prints("stop --requeue");
        cli.exits(0, "release", "h", "--replan").prints("release --replan");

        assertThat(only("a").requeue()).isTrue();
        assertThat(only("h").replan()).isTrue();
        cli.exits(2, "hold", "a", "--requeue").says("--requeue");
        cli.exits(2, "stop", "a", "--replan").says("--replan");
    }

    @Test
    void aPriorityIsTheLastWordOrGivenByTo() {
        cli.exits(0, "priority", "a", "h", "0").prints("priority 0");
        assertThat(only("h").priority()).isZero();
        cli.engine.has("123", RequestStatus.QUEUED);
        cli.exits(0, "priority", "123", "--to", "999999");
        assertThat(only("123").priority()).isEqualTo(999_999);

        cli.engine.wishes.clear();
        cli.exits(2, "priority", "a").says("found 'a' as the last word");
        cli.exits(2, "priority", "7").says("NAME is missing");
        cli.exits(2, "priority").says("found '' as the last word");
        cli.exits(2, "priority", "a", "1000000").says("found '1000000' as the last word");
        cli.exits(2, "priority", "a", "--to", "1000000").says("0 to 999999");
        nothingIsWritten();
    }

    @Test
    void itIsSaidWhoWillCarryItOut() {
        cli.exits(0, "hold", "a", "h").says("nobody drives a, h now: a 'wms2 serve' that runs takes it up");
        cli.exits(0, "hold", "a").says("'wms2 import a'");

        cli.engine.claim = new ClaimView("op@server/1/2", SampleRows.T0, true);
        cli.exits(0, "hold", "a").says("a: op@server/1/2 drives it").prints("op@server/1/2");
        assertThat(cli.err()).doesNotContain("nobody");

        cli.engine.claim = new ClaimView("op@server/1/2", SampleRows.T0, false);
        cli.exits(0, "hold", "a").says("nobody drives a now").prints("nobody");
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndWritesNothing() {
        cli.exits(0, "abort", "a", "h", "--dry-run").prints("what abort does", "active", "held");
        assertThat(cli.err()).as("it asks nothing").isEmpty();
        cli.exits(4, "abort", "a", "done", "--dry-run").prints("nothing: it is final", "what abort does");

        nothingIsWritten();
    }

    @Test
    void allRequestsAreCheckedBeforeAnyWishIsWritten() {
        cli.exits(3, "hold", "a", "nobody", "noone").says("no request nobody; no request noone", "nothing was written");
        nothingIsWritten();
        cli.exits(4, "hold", "a", "done")
                .says("done is completed", "nothing was written")
                .printsNothing();
        nothingIsWritten();
        cli.exits(7, "hold", "a", "x/y").says("RequestName");
        nothingIsWritten();
    }

    @Test
    void aNameGivenTwiceIsWishedOnce() {
        cli.exits(0, "hold", "a", "a");

        assertThat(only("a").kind()).isEqualTo(WishKind.HOLD);
    }

    @Test
    void theEndOfARequestIsConfirmed() {
        cli.exits(2, "abort", "a").says("abort of a can't be undone", "--yes").printsNothing();
        cli.answer = "b";
        cli.exits(2, "fail", "a").says("found 'b', expected a");
        nothingIsWritten();

        cli.answer = "a";
        cli.exits(0, "fail", "a");
        cli.answer = "2";
        cli.exits(0, "abort", "a", "h");

        assertThat(cli.questions).last().asString().contains("abort of 2 requests", "Type 2");
        assertThat(cli.engine.calls).contains("wish a: fail", "wish a: abort", "wish h: abort");
    }

    @Test
    void theOthersAreNotAskedFor() {
        cli.exits(0, "stop", "a").exits(0, "finish", "a").exits(0, "release", "h");

        assertThat(cli.questions).isEmpty();
    }

    @Test
    void oneThatEndsMeanwhileDoesNotKeepTheOthersFromTheirWish() {
        cli.engine.endedMeanwhile.add("a");

        JsonNode written = cli.exits(4, "hold", "a", "h", "--json").json();

        assertThat(written.findValuesAsText("request")).containsExactly("h");
        cli.says("wms2: not written: request a is final");
        assertThat(only("h").kind()).isEqualTo(WishKind.HOLD);
    }

    @Test
    void aDatabaseThatGoesAwayIsTryLaterAndSaysHowFarItCame() {
        cli.engine.wishError = new Wms2Exception(ErrorCode.DATABASE_UNAVAILABLE, "the database is gone");

        cli.exits(75, "hold", "a", "h").says("0 of 2 wishes are written", "the database is gone");
    }

    @Test
    void withJsonItIsAnArray() {
        JsonNode dry =
                cli.exits(0, "stop", "a", "--requeue", "--dry-run", "--json").json();

        assertThat(dry.path(0).path("wish").asText()).isEqualTo("stop --requeue");
        assertThat(dry.path(0).path("status").asText()).isEqualTo("active");
        assertThat(dry.path(0).path("effect").asText()).isEqualTo("what stop does");
        assertThat(dry.path(0).path("accepted").asBoolean()).isTrue();
        assertThat(dry.path(0).has("written")).isFalse();
        assertThat(dry.path(0).has("drivenBy")).isFalse();

        JsonNode written =
                cli.exits(0, "priority", "a", "7", "--why", "so", "--json").json();

        JsonNode wish = written.path(0).path("written");
        assertThat(wish.path("wish").asText()).isEqualTo("priority");
        assertThat(wish.path("priority").asInt()).isEqualTo(7);
        assertThat(wish.path("who").asText()).isEqualTo("me@here");
        assertThat(wish.path("why").asText()).isEqualTo("so");
        assertThat(wish.path("at").asText()).isEqualTo(SampleRows.T0.toString());
    }

    @Test
    void aRequestIsShownWithItsOpenWishes() {
        assertThat(cli.exits(0, "show", "a").out()).doesNotContain("WISH");
        cli.exits(0, "stop", "a", "--requeue", "--why", "slow site");

        cli.exits(0, "show", "a").prints("WISH", "stop --requeue", "me@here", "2026-03-01T12:00:00Z", "slow site");
        JsonNode shown = cli.exits(0, "show", "a", "--json").json();
        assertThat(shown.path("wishes").path(0).path("requeue").asBoolean()).isTrue();
    }
}
