package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.cli.app.Screen;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.request.RequestStatus;
import org.wms2.server.wiring.Need;

/** What happens in HTCondor now: nodes, logs, status. */
@Timeout(60)
class LiveCommandsTest {
    private static final String ALTERNATE = "\u001b[?1049h";
    private static final String NORMAL = "\u001b[?1049l";

    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));

    @BeforeEach
    void atHome() {
        cli = new Cli(home);
        cli.engine.has("r", RequestStatus.ACTIVE);
    }

    @Test
    void nodesAreSummedAndThenListedWithWhatIsKnownOfEach() {
        String out = cli.exits(0, "nodes", "r").out();

        assertThat(out.lines().findFirst())
                .hasValueSatisfying(first ->
                        assertThat(first).contains("4 nodes; 1 waiting, 1 running, 1 done, 1 failed", "DAG r-v3-r0"));
        assertThat(out.lines().filter(l -> l.startsWith("mg_000000/proc_000001")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("abcdefghij", "processing", "failed", "22.0", "T2_CH_CERN", "8021", "input")
                        .contains("cannot read it | Job proc (9.0.0) failed"));
        assertThat(cli.composition.needs).containsOnly(Need.READ);
    }

    @Test
    void nodesCanBeThoseThatFailedOrAreHeldAlone() {
        assertThat(cli.exits(0, "nodes", "r", "--failed").out().lines()).hasSize(3);
        cli.exits(0, "nodes", "r", "--held").prints("4 nodes", "no node is held");
        cli.exits(0, "nodes", "r", "--held", "--failed").prints("proc_000001");
    }

    @Test
    void aPageOfNodesSaysHowToGoOn() {
        cli.engine.live.units = 30;

        cli.exits(0, "nodes", "r", "--limit", "2").says("there are more: --after mg_000000/proc_000000");
        assertThat(cli.out().lines()).hasSize(4);
        assertThat(cli.exits(0, "nodes", "r").out().lines()).hasSize(102);
    }

    @Test
    void nodesAsJsonSayWhatIsKnownAndLeaveOutWhatIsNot() {
        JsonNode json = cli.exits(0, "nodes", "r", "--json").json();

        assertThat(json.path("states").path("failed").asInt()).isEqualTo(1);
        JsonNode failed = json.path("nodes").path(2);
        assertThat(failed.path("key").asText()).isEqualTo("mg_000000/proc_000001");
        assertThat(failed.path("report").path("exitCode").asInt()).isEqualTo(8021);
        assertThat(failed.path("report").path("category").asText()).isEqualTo("input");
        assertThat(json.path("nodes").path(3).has("job")).isFalse();
        assertThat(json.path("nodes").path(3).has("report")).isFalse();
    }

    @Test
    void aSilentScheddIsANoteAndNoError() {
        cli.engine.live.notes.add("the schedd does not say why");

        cli.exits(0, "nodes", "r").says("note: the schedd does not say why");
        cli.exits(0, "status", "r").prints("note: the schedd does not say why");
    }

    @Test
    void logsAreThoseOfTheNewestStartWithItsReportInWords() {
        cli.exits(0, "logs", "r", "0/1")
                .prints("mg_000000/proc_000001 of r", "failed, try 2, job 22.0, site T2_CH_CERN", "--all shows all")
                .prints("== start a0_0_1 (attempt 0, landing try 0, node retry 1)")
                .prints(
                        "report: exit code 8021 (input, final) in step read: cannot read it; at T2_CH_CERN; 1m 15s wall")
                .prints("proc_000001-a0_0_1.out: empty", "Traceback\noh no");
        assertThat(cli.engine.calls).last().isEqualTo("close");
        assertThat(cli.engine.calls).anyMatch(c -> c.endsWith("1 starts, 100 lines"));
        cli.exits(0, "logs", "r", "0/1", "--all", "--lines", "7");
        assertThat(cli.engine.calls).anyMatch(c -> c.endsWith(Integer.MAX_VALUE + " starts, 7 lines"));
    }

    @Test
    void aNodeThatHasLeftNothingYetSaysWhyAndHowToLook() {
        cli.exits(0, "logs", "r", "mg_000000/proc_000000").prints("condor_tail 22.0");
        cli.exits(0, "logs", "r", "mg_000000/merge").prints("it has not started");
    }

    @Test
    void dagmansLogIsShownByItsName() {
        cli.exits(0, "logs", "r", "dagman").prints("DAGMan of r", "the last 1 lines of 5.0 kB", "DAGMan says");
        assertThat(cli.exits(0, "logs", "r", "dagman", "--json")
                        .json()
                        .path("files")
                        .path(0)
                        .path("lines")
                        .path(0)
                        .asText())
                .isEqualTo("DAGMan says");
    }

    @Test
    void whatIsNoNodesNameIsRefusedBeforeAnythingIsOpened() {
        for (String bad :
                new String[] {"../x", "0/../../etc/passwd", "mg_0/a b", "0/proc_", "", "0/dagman/x", "-1/merge"}) {
            cli.exits(7, "logs", "--", "r", bad).says("node: found").printsNothing();
        }
        assertThat(cli.composition.needs).isEmpty();
    }

    @Test
    void statusIsALinePerDagAndWorkUnitThenSumsAndHealth() {
        cli.engine.live.units = 2;

        cli.exits(0, "status", "r")
                .prints("r  active for 2m 05s; driven by nobody", "r-v3-r0")
                .prints("WORK UNIT", "T2_CH_CERN", "failing", "merged", "[##........]", "[##########]")
                .prints("Total: 2 work units, 8 nodes; 2 waiting", "25 %")
                .prints("health: every site left is excluded (no_site, owner site)");
        JsonNode json = cli.exits(0, "status", "r", "--json").json();
        assertThat(json.path("workUnits").path(0).path("state").asText()).isEqualTo("failing");
        assertThat(json.path("health").path("cause").asText()).isEqualTo("no_site");
        cli.exits(3, "status", "nobody").says("no request nobody").printsNothing();
        cli.exits(3, "nodes", "nobody").printsNothing();
        cli.exits(3, "logs", "nobody", "dagman").printsNothing();
    }

    @Test
    void aWatchElsewhereThanOnATerminalPrintsAnewOnlyWhatChanged() {
        int[] look = {0};
        cli.engine.onLook = () -> {
            look[0]++;
            if (look[0] == 3) {
                cli.engine.live.units = 2;
            }
            if (look[0] == 4) {
                cli.engine.has("r", RequestStatus.COMPLETED);
            }
        };
        // What status reads of the row is read after the look's hook, so that the fourth look sees the end.
        cli.exits(0, "status", "r", "--watch", "1");

        assertThat(look[0]).isEqualTo(4);
        assertThat(cli.out().lines().filter(l -> l.startsWith("r  "))).hasSize(3);
        assertThat(cli.out()).doesNotContain("\u001b");
    }

    @Test
    void aWatchOnATerminalIsRedrawnInPlaceAndLeavesItsLastPage() {
        terminal(90, 20);
        cli.engine.live.units = 100;
        cli.engine.onLook = cli::interrupt;

        String out = cli.exits(130, "status", "r", "--watch").out();

        assertThat(out).startsWith(ALTERNATE).contains(NORMAL);
        String page = out.substring(out.indexOf("\u001b[H"), out.indexOf(NORMAL));
        assertThat(page.split("\r\n", -1)).hasSizeLessThanOrEqualTo(20);
        assertThat(page).contains("more: ", "Ctrl-C leaves").doesNotContain("WORK UNIT ");
        assertThat(out.substring(out.indexOf(NORMAL))).contains("WORK UNIT").doesNotContain("more: ");
    }

    @Test
    void aWatchGoesOnThroughTroubleThatPasses() {
        cli.engine.looks.add(Optional.empty());
        cli.engine.looks.add(Optional.of(new Wms2Exception(ErrorCode.DATABASE_UNAVAILABLE, "the database is away")));
        int[] look = {0};
        cli.engine.onLook = () -> {
            if (++look[0] == 2) {
                cli.interrupt();
            }
        };

        cli.exits(130, "status", "r", "--watch", "1").says("the database is away; trying again");
        cli.exits(3, "status", "nobody", "--watch", "1").says("no request nobody");
    }

    @Test
    void theNameMayFollowAWatchWithoutSeconds() {
        cli.engine.onLook = cli::interrupt;

        cli.exits(130, "status", "--watch", "r").prints("r  active");
        cli.exits(130, "status", "r", "--watch").exits(130, "status", "--watch=9", "r");
        cli.exits(2, "status", "r", "--watch=soon").says("'soon'");
    }

    private void terminal(int columns, int rows) {
        cli.screen = new Screen() {
            @Override
            public boolean isTerminal() {
                return true;
            }

            @Override
            public Size size() {
                return new Size(columns, rows);
            }
        };
    }
}
