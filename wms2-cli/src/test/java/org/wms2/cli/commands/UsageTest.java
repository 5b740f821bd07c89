package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.request.RequestStatus;
import org.wms2.server.settings.Places;
import org.wms2.server.settings.Settings;
import org.wms2.server.settings.Work;

/** How command lines are read, and which are refused. */
@Timeout(60)
class UsageTest {
    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));

    @BeforeEach
    void atHome() {
        cli = new Cli(home);
    }

    private void misused(String word, String... words) {
        cli.exits(2, words).says(word).printsNothing();
        assertThat(cli.composition.needs).as("nothing was opened for it").isEmpty();
    }

    @Test
    void whatMeansNothingIsRefusedWithTheWordThatWasFound() {
        misused(
                "a command is missing: import, list, show, status, nodes, logs, why, plan, archive, audit, hold, release, stop,"
                        + " finish, fail, abort, restart, priority, site, simulate, local, doctor, serve");
        misused("a command is missing: ban, disable, drain, enable, list, maintenance, unban", "site");
        misused("a command is missing: reset, start, status, stop", "local");
        misused("'improt'", "improt", "r");
        misused("'--dryrun'", "import", "r", "--dryrun");
        misused("NAME is missing", "import");
        misused("found 'Random'", "import", "r", "--splitting", "Random");
        misused("max-events: found '0'", "import", "r", "--max-events", "0");
        misused("--max-files", "import", "r", "--max-files", "many");
        misused("files-per-job: found '-1'", "import", "r", "--files-per-job", "-1");
        misused("events-per-job: found '0'", "import", "r", "--events-per-job", "0");
        misused("--sandbox-mode", "import", "r", "--sandbox-mode", "docker");
        misused("poll-interval (--poll-interval): found 'soon'", "import", "r", "--poll-interval", "soon");
        misused("log-level (--log-level): found 'loud'", "list", "--log-level", "loud");
        misused("db-url", "list", "--db-url", "mysql://db");
        misused("found 'sleeping'", "list", "--status", "sleeping");
        misused("port (--port): found '70000'", "serve", "--port", "70000");
        misused("NAME", "show");
        misused("NODE", "logs", "r");
        misused("limit: found '0'", "nodes", "r", "--limit", "0");
        misused("--lines: found 10001", "logs", "r", "dagman", "--lines", "10001");
        misused("--watch: found 0", "status", "r", "--watch", "0");
    }

    @Test
    void anyStatusIsForDryRunsAlone() {
        misused("--any-status: found without --dry-run", "import", "r", "--any-status");
    }

    @Test
    void cmsswIsNotYet() {
        cli.exits(7, "import", "r", "--sandbox-mode", "cmssw").says("--sandbox-mode cmssw: not yet");
        assertThat(cli.composition.needs).isEmpty();
    }

    @Test
    void theOtherSandboxesAreTakenInAnyCase() {
        cli.exits(0, "import", "r", "--dry-run", "--sandbox-mode", "Synthetic");
        cli.exits(0, "import", "r", "--dry-run", "--sandbox-mode", "auto");
    }

    @Test
    void aVariableThatIsNoneOfOursIsRefused() {
        cli.environment.put("WMS2_PROT", "80");

        misused("WMS2_PROT", "list");
    }

    @Test
    void aWordThatBeginsWithAnAtIsAWordAndNoFile() throws IOException {
        Path file = Files.writeString(home.resolve("arguments"), "--help");

        cli.exits(7, "show", "@" + file).says("'@" + file + "'").printsNothing();
    }

    @Test
    void flagsReachTheSettings() {
        cli.exits(
                0,
                "import",
                "r",
                "--dry-run",
                "--home",
                home.resolve("h").toString(),
                "--submit-dir",
                home.resolve("s").toString(),
                "--poll-interval",
                "250ms",
                "--db-url",
                "jdbc:postgresql://db/wms2");

        Settings settings = cli.composition.settings.getFirst();
        assertThat(settings.home()).isEqualTo(home.resolve("h"));
        assertThat(Places.of(settings).submitDir()).isEqualTo(home.resolve("s"));
        assertThat(Work.of(settings).pollInterval()).isEqualTo(Duration.ofMillis(250));
        cli.says("local profile: the PostgreSQL given");
    }

    @Test
    void theProfileIsNotAnnouncedToOneWhoAskedForIt() {
        cli.environment.put("WMS2_PROFILE", "local");

        assertThat(cli.exits(0, "import", "r", "--dry-run").err()).doesNotContain("local profile");
    }

    @Test
    void theVersionIsOnStdout() {
        assertThat(cli.exits(0, "--version").out()).startsWith("wms2 ");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void theHelpIsOnStdoutAndNamesCommandsAndEveryExitCode() {
        cli.exits(0, "--help")
                .prints("import", "list", "show", "plan", "audit", "local", "doctor", "serve", "Exit codes:")
                .prints("hold", "release", "stop", "finish", "fail", "abort", "priority", "site");

        for (String code : List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "75", "130")) {
            assertThat(cli.out()).containsPattern("(?m)^ *" + code + " ");
        }
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void theHelpOfImportNamesEveryOptionOfTheIssue() {
        cli.exits(0, "import", "--help")
                .prints("--proxy", "--cert", "--key", "--ca-path", "--submit-dir", "--splitting")
                .prints("--max-files", "--max-events", "--files-per-job", "--events-per-job", "--dry-run")
                .prints("--any-status", "--no-monitor", "--sandbox-mode", "--db-url", "--poll-interval")
                .prints("--log-level", "--json", "--simulate");
    }

    @Test
    void whatIsNearlyAnOptionIsAnsweredOnStderrWithWhatWasMeant() {
        cli.exits(2, "import", "r", "--dry-rum").says("--dry-run");
    }

    @Test
    void theServerListensUntilASignalAndThenGivesItsClaimsBack() {
        cli.engine.has("r", RequestStatus.ACTIVE);
        cli.engine.script.add(RequestStatus.COMPLETED);
        cli.engine.onTurn = cli::interrupt;

        cli.exits(0, "serve", "--port", "0").says("listening on http://127.0.0.1:", "stopping");

        assertThat(cli.engine.calls).contains("turn r").endsWith("close");
        assertThat(cli.engine.calls.get(cli.engine.calls.size() - 2)).startsWith("release");
        cli.printsNothing();
    }
}
