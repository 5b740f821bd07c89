package org.wms2.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.condor.tools.CondorTools;
import org.wms2.condor.tools.ManySchedds;
import org.wms2.condor.tools.ToolSettings;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.PlainJob;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.system.Call;
import org.wms2.ports.system.CallObserver;
import org.wms2.server.settings.Schedds;
import org.wms2.server.settings.Settings;

/** What the wiring decides before anything is started. */
class WiringTest {
    @TempDir
    private Path home;

    private Settings production(Map<String, String> more) {
        Map<String, String> flags = new java.util.HashMap<>(more);
        flags.put("profile", "production");
        return Settings.resolve(flags, Map.of(), "someone", home);
    }

    private static void fails(ThrowingCallable call, ErrorCode code, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(words);
    }

    @Test
    void theProductionProfileRunsOnTheHTCondorOfThisMachineAndNotOnAPersonalPool() {
        fails(
                () -> Wiring.open(production(Map.of("htcondor", "personal")), Need.RUN, text -> {}),
                ErrorCode.USAGE,
                "--db-url");
        fails(
                () -> Wiring.open(
                        production(Map.of("htcondor", "personal", "db-url", "jdbc:postgresql://127.0.0.1:9/wms2")),
                        Need.RUN,
                        text -> {}),
                ErrorCode.USAGE,
                "personal",
                "system");
        fails(
                () -> Wiring.open(
                        production(Map.of("db-url", "jdbc:postgresql://127.0.0.1:9/wms2", "submit-dir", "/tmp/dags")),
                        Need.RUN,
                        text -> {}),
                ErrorCode.USAGE,
                "/tmp/dags");
    }

    @Test
    void nothingIsSaidOfAPersonalPoolBesideTheServicesOfTheLocalProfile() {
        assertThat(Wiring.htcondorChecks(Settings.resolve(Map.of(), Map.of(), "someone", home)))
                .isEmpty();
    }

    @Test
    void aSystemHTCondorIsTheToolsOwnScheddOrOneByNameOrSeveral() {
        SystemCondor own = SystemCondor.of(new Schedds(true, List.of(), "cm.example:9618"));
        assertThat(own.environment().variables()).containsEntry("_CONDOR_COLLECTOR_HOST", "cm.example:9618");
        assertThat(own.htcondor(ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE))
                .isInstanceOf(CondorTools.class);
        SystemCondor one = SystemCondor.of(new Schedds(true, List.of("a@h"), "cm.example"));
        assertThat(one.environment().variables()).doesNotContainKey("_CONDOR_COLLECTOR_HOST");
        assertThat(one.htcondor(ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE))
                .isInstanceOf(CondorTools.class);
        SystemCondor two = SystemCondor.of(new Schedds(true, List.of("a@h", "b@h"), ""));
        assertThat(two.htcondor(ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE))
                .isInstanceOf(ManySchedds.class);
    }

    @Test
    void aSubmitDirectoryBelowTmpIsRefusedBeforeAnythingStarts() {
        Path elsewhere = Path.of("/nowhere/wms2");
        Map<String, Map<String, String>> cases = Map.of(
                "--submit-dir", Map.of("home", elsewhere.toString(), "submit-dir", "/tmp/dags"),
                "WMS2_HOME", Map.of("home", "/tmp/wms2"));

        cases.forEach((word, flags) -> fails(
                () -> Wiring.open(Settings.resolve(flags, Map.of(), "someone", elsewhere), Need.RUN, text -> {}),
                ErrorCode.USAGE,
                "/tmp",
                word));
        assertThat(Path.of("/tmp/wms2")).doesNotExist();
    }

    @Test
    void theProductionProfileAsksForItsDatabase() {
        fails(
                () -> Wiring.open(production(Map.of()), Need.PLAN, text -> {}),
                ErrorCode.USAGE,
                "--db-url",
                "WMS2_DB_URL");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsTriedLater() {
        Map<String, String> nobody = Map.of("db-url", "jdbc:postgresql://127.0.0.1:9/wms2?user=a&password=hush");

        assertThatThrownBy(() -> Wiring.open(production(nobody), Need.PLAN, text -> {}))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE))
                .hasMessageContaining("127.0.0.1:9")
                .hasMessageNotContaining("hush");
    }

    @Test
    void aPoolThatWasNeverStartedKnowsNothingAndSaysWhatToDo() {
        NoPool pool = new NoPool("run 'wms2 local start'");
        List<ThrowingCallable> calls = List.of(
                pool::checkReachable,
                pool::observe,
                () -> pool.find(SampleRows.key("r", 0, 0)),
                () -> pool.submitOnHold(SampleRows.key("r", 0, 0), "/dag"),
                () -> pool.release(new ClusterId(1)),
                () -> pool.remove(new ClusterId(1), "why"),
                () -> pool.submit(new PlainJob("job", "/bin/true", List.of(), "/", Map.of())));

        for (ThrowingCallable call : calls) {
            fails(call, ErrorCode.SERVICE_UNAVAILABLE, "HTCondor", "wms2 local start");
        }
    }

    @Test
    void aCheckTellsWhatIsWrong() {
        assertThat(new Check("x", () -> {}).problem()).isEmpty();
        assertThat(new Check("x", () -> {
                            throw new IllegalStateException("down");
                        })
                        .problem())
                .isEqualTo("down");
        assertThat(new Check("x", () -> {
                            throw new IllegalStateException();
                        })
                        .problem())
                .isEqualTo("IllegalStateException");
        assertThat(Check.answers("x", () -> "yes").problem()).isEmpty();
    }

    @Test
    void callsAreCountedByTargetOperationAndOutcome() {
        CallCounters counters = new CallCounters();
        for (Call.Outcome outcome : Call.Outcome.values()) {
            counters.observed(new Call("DBS", "files", outcome, Duration.ofMillis(1)));
        }
        counters.observed(new Call("CRIC", "siteMap", Call.Outcome.OK, Duration.ofMillis(1)));

        assertThat(counters.count("DBS", "files", Call.Outcome.OK)).isEqualTo(1);
        assertThat(counters.count("DBS", "blocks", Call.Outcome.OK)).isZero();
        assertThat(counters.troubles()).isEqualTo(Map.of("DBS", Call.Outcome.values().length - 1L));
    }

    @Test
    void thisProcessIsTheSameForAsLongAsItLives() {
        ProcessIdentity identity = new ProcessIdentity();

        assertThat(identity.who()).startsWith(System.getProperty("user.name") + "@");
        assertThat(identity.process())
                .startsWith(identity.who() + "/" + ProcessHandle.current().pid() + "/")
                .isEqualTo(new ProcessIdentity().process());
    }
}
