package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wms2.cli.app.App;
import org.wms2.cli.app.Composition;
import org.wms2.cli.app.Signals;
import org.wms2.cli.app.Talk;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.server.local.LocalControl;
import org.wms2.server.local.ServiceStatus;
import org.wms2.server.settings.Settings;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;

@Timeout(60)
class CommandLinesTest {
    private final FakeEngine engine = new FakeEngine();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> local = new ArrayList<>();
    private final List<Need> needs = new ArrayList<>();
    private Signals signals = Signals.NONE;
    private ServiceStatus.State state = ServiceStatus.State.RUNNING;

    @TempDir
    private Path userHome = Path.of("unset");

    @Test
    void anImportIsDrivenToItsEndAndEndsWithATableOfOutputsOnStdoutAlone() {
        assertThat(run("import", "demo-gen")).isZero();
        assertThat(out()).startsWith("OUTPUT DATASET").contains("announced").contains("/home/storage/store/mc");
        assertThat(err())
                .contains("local profile")
                .contains("demo-gen-20261124-120000")
                .contains("submitted -> queued (because)")
                .contains("active -> completed")
                .doesNotContain("\r");
        assertThat(needs).containsExactly(Need.RUN);
    }

    @Test
    void flagsBecomeTheRequestsOptions() {
        assertThat(run(
                        "import",
                        "real",
                        "--splitting",
                        "filebased",
                        "--files-per-job=3",
                        "--max-files",
                        "9",
                        "--max-events",
                        "100",
                        "--events-per-job",
                        "7",
                        "--no-monitor"))
                .isZero();
        RequestOptions options = engine.imported.get(new RequestName("real"));
        assertThat(options)
                .isEqualTo(new RequestOptions(
                        SplittingAlgo.FILE_BASED,
                        3,
                        7L,
                        9,
                        100L,
                        false,
                        List.of(),
                        RequestOptions.NONE.cleanupPolicy()));
    }

    @Test
    void aDryRunIsATableOrOneObjectAndStoresNothing() throws IOException {
        assertThat(run("import", "real", "--dry-run")).isZero();
        assertThat(out()).contains("EventBased").contains("1h 01m").contains("2.0 MB");
        assertThat(run("import", "real", "--dry-run", "--any-status", "--json")).isZero();
        JsonNode plan = new ObjectMapper().readTree(out());
        for (String field :
                List.of("request", "type", "splitting", "jobs", "workUnits", "events", "files", "outputs", "sites")) {
            assertThat(plan.has(field)).as(field).isTrue();
        }
        assertThat(engine.imported).isEmpty();
        assertThat(needs).containsExactly(Need.PLAN, Need.PLAN);
    }

    @ParameterizedTest
    @CsvSource({
        "INTERNAL, 1",
        "USAGE, 2",
        "NOT_FOUND, 3",
        "CONFLICT, 4",
        "SERVICE_REFUSED, 5",
        "NOT_ALLOWED, 6",
        "INPUT_REFUSED, 7",
        "NOT_YET, 7",
        "SERVICE_UNAVAILABLE, 75",
        "DATABASE_UNAVAILABLE, 75"
    })
    void everyErrorHasItsExitCodeAndOneLine(ErrorCode code, int exit) {
        engine.refusal = code;
        assertThat(run("import", "real", "--dry-run")).isEqualTo(exit);
        assertThat(out()).isEmpty();
        assertThat(err().lines().filter(l -> l.startsWith("wms2: "))).containsExactly("wms2: refused for " + code);
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED, 0, 0", "COMPLETED, 1, 8", "FAILED, 0, 8", "ABORTED, 0, 8", "HELD, 0, 4"})
    void theEndOfARequestIsTheCommandsExitCode(RequestStatus end, long abandoned, int exit) {
        engine.walk = List.of(RequestStatus.ACTIVE, end);
        engine.abandoned = abandoned;
        assertThat(run("import", "real")).isEqualTo(exit);
    }

    @Test
    void aHeldRequestSaysWhyAndWhatToDo() {
        engine.walk = List.of(RequestStatus.ACTIVE, RequestStatus.HELD);
        assertThat(run("import", "real")).isEqualTo(4);
        assertThat(err()).contains("the disk is full").contains("make room, then release");
    }

    @Test
    void aRequestThatIsAliveIsFollowedAndOtherFlagsAreAConflict() {
        RequestOptions capped =
                new RequestOptions(null, null, null, null, 10L, false, List.of(), RequestOptions.NONE.cleanupPolicy());
        engine.put("real", RequestStatus.ACTIVE, capped);
        assertThat(run("import", "real", "--max-events", "11")).isEqualTo(4);
        assertThat(run("import", "real", "--max-events", "10")).isZero();
        engine.put("real", RequestStatus.ACTIVE, capped);
        assertThat(run("import", "real")).isZero();
        assertThat(err()).contains("following it");
    }

    @Test
    void aFinalRequestIsShownAndNotImportedAgain() {
        engine.put("real", RequestStatus.COMPLETED, RequestOptions.NONE);
        assertThat(run("import", "real")).isEqualTo(4);
        assertThat(out()).contains("/Primary/Era-Proc-v1/GEN-SIM");
        assertThat(err()).contains("not imported again");
    }

    @Test
    void whoDrivesARequestIsSaidWhereItIsSomebodyElse() {
        engine.drivenBy = "you@there/2/2";
        assertThat(run("import", "real")).isZero();
        assertThat(err()).contains("driven by you@there/2/2: only watching");
    }

    @Test
    void leavingEarlySaysThatNobodyDrives() {
        engine.walk = List.of(RequestStatus.QUEUED);
        assertThat(run("import", "real", "--no-monitor")).isZero();
        assertThat(err()).contains("nobody drives real until 'wms2 serve' or 'wms2 import real'");
        assertThat(engine.released).contains(new RequestName("real"));
    }

    @Test
    void anInterruptLeavesWith130AndGivesTheClaimBack() {
        engine.walk = List.of(RequestStatus.ACTIVE);
        signals = new Interrupting();
        assertThat(run("import", "real")).isEqualTo(130);
        assertThat(err()).contains("nobody drives real");
    }

    @Test
    void aDefectEndsWithOneLineThatSaysWhereTheStackTraceIs() throws IOException {
        engine.defect = new IllegalStateException("boom");
        // Five failures in a row, with pauses of 1, 2, 4 and 8 s between them.
        assertThat(run("import", "real")).isEqualTo(1);
        Path log = userHome.resolve(".wms2/log/cli.log");
        assertThat(err()).contains("our own fault: boom").contains(log.toString());
        assertThat(Files.readString(log))
                .contains("IllegalStateException: boom")
                .contains("\tat ");
    }

    @Test
    void documentsAreChosenByNameOrTemplate() throws IOException {
        String file =
                Files.writeString(userHome.resolve("documents.json"), "{}").toString();
        assertThat(run("import", "--simulate", file, "tester_two", "--dry-run", "--json"))
                .isZero();
        assertThat(out()).contains("\"tester_two\"");
        assertThat(run("import", "--simulate", file, "DMWM/One.json", "--dry-run", "--json"))
                .isZero();
        assertThat(out()).contains("\"tester_one\"");
        assertThat(run("import", "--simulate", file, "--dry-run")).isEqualTo(2);
        assertThat(err()).contains("tester_one (DMWM/One.json)");
        assertThat(run("import", "--simulate", file, "three", "--dry-run")).isEqualTo(3);
        assertThat(run("import", "--simulate", file + ".none", "--dry-run")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "import, 2",
        "import real --any-status, 2",
        "import real --max-events 0, 2",
        "import real --max-events many, 2",
        "import real --splitting Round, 2",
        "import real --sandbox-mode cmssw, 7",
        "import real --no-such-flag, 2",
        "import a/b, 7",
        "nonsense, 2",
        "show, 2",
        "show none, 3",
        "list --status asleep, 2",
        "local, 2",
        "local reset, 2",
        "import real --proxy /no/such/file, 2",
        "import real --poll-interval soon, 2",
        "import @file, 7",
        "'', 2"
    })
    void wrongLinesAreRefused(String line, int exit) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(exit);
        assertThat(out()).isEmpty();
        assertThat(err()).isNotBlank();
    }

    @Test
    void requestsAreListedAsTableAndAsJson() throws IOException {
        engine.put("a", RequestStatus.HELD, RequestOptions.NONE);
        engine.put("b", RequestStatus.ACTIVE, RequestOptions.NONE);
        assertThat(run("list", "--status", "held")).isZero();
        assertThat(out()).contains("the disk is full").doesNotContain("active");
        assertThat(run("list", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out())).hasSize(2);
        assertThat(run("show", "a", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out()).at("/request/status").asText())
                .isEqualTo("held");
        assertThat(run("show", "a")).isZero();
        assertThat(out()).contains("a  held since").contains("driven by: nobody");
        assertThat(needs).containsOnly(Need.READ);
    }

    @Test
    void servicesAreLookedAfter() {
        assertThat(run("local", "status")).isZero();
        state = ServiceStatus.State.STOPPED;
        assertThat(run("local", "status")).isEqualTo(75);
        assertThat(run("local", "start")).isEqualTo(75);
        assertThat(run("local", "stop", "--json")).isZero();
        assertThat(run("local", "reset")).isEqualTo(2);
        assertThat(local).containsExactly("start", "stop");
        assertThat(run("local", "reset", "--yes")).isZero();
        assertThat(local).containsExactly("start", "stop", "reset");
    }

    @Test
    void helpAndVersionAreData() {
        assertThat(run("--version")).isZero();
        assertThat(out()).startsWith("wms2 ");
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("import").contains("130").contains("75");
        assertThat(run("import", "--help")).isZero();
        assertThat(out()).contains("--events-per-job");
    }

    @Test
    void anUnknownVariableIsRefused() {
        environment.put("WMS2_DBURL", "x");
        assertThat(run("list")).isEqualTo(2);
        assertThat(err()).contains("WMS2_DBURL");
    }

    private int run(String... line) {
        out.reset();
        PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
        App app = new App(
                stdout, new Talk(stderr, false, 80), environment, "somebody", userHome, new FakeComposition(), signals);
        return CommandLines.execute(app, line);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Sends one Ctrl-C, a moment after somebody watches. */
    private static final class Interrupting implements Signals {
        @Override
        public Watch watch(Runnable callback) {
            Thread thread = Thread.ofVirtual().start(callback);
            return new Watch() {
                @Override
                public boolean isAsked() {
                    return !thread.isAlive();
                }

                @Override
                public void close() {
                    thread.interrupt();
                }
            };
        }
    }

    private final class FakeComposition implements Composition {
        @Override
        public Engine open(Settings settings, Need need, Consumer<String> progress) {
            needs.add(need);
            return engine;
        }

        @Override
        public LocalControl local(Settings settings) {
            return new LocalControl() {
                @Override
                public List<ServiceStatus> status() {
                    return List.of(new ServiceStatus("thing", state, "detail", Path.of("/log")));
                }

                @Override
                public void start(Consumer<String> progress) {
                    local.add("start");
                }

                @Override
                public void stop(Consumer<String> progress) {
                    local.add("stop");
                }

                @Override
                public void reset(Consumer<String> progress) {
                    local.add("reset");
                }
            };
        }
    }
}
