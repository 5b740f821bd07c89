package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SampleRows;
import org.wms2.server.local.ServiceStatus;
import org.wms2.server.wiring.Need;

/** Commands that look and those that look after the local profile: list, show, doctor, local. */
class LookingCommandsTest {
    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));

    @BeforeEach
    void atHome() {
        cli = new Cli(home);
    }

    @Test
    void whySaysWhatBlocksARequestWhoseThatIsAndWhatClearsIt() {
        cli.engine.has("a", RequestStatus.QUEUED);

        cli.exits(0, "why", "a")
                .prints(
                        "a  queued  no_site",
                        "blocked by: every site left is excluded",
                        "owner: site",
                        "next try: not before somebody acts",
                        "  - sites [T2_CH_CERN], neither banned nor drained []",
                        "to do: wms2 site unban T2_CH_CERN");
        assertThat(cli.exits(0, "why", "a", "--json").json().path("owner").asText())
                .isEqualTo("site");
        cli.exits(3, "why", "nobody").says("no request nobody").printsNothing();
    }

    @Test
    void stuckRequestsAreListedByThemselves() {
        cli.engine.has("a", RequestStatus.QUEUED).has("b", RequestStatus.ACTIVE);

        cli.exits(0, "list", "--stuck").prints("REQUEST", "CAUSE", "no_site", "24 h");
        assertThat(cli.exits(0, "list", "--stuck", "--json").json().findValuesAsText("request"))
                .containsExactly("a");
        cli.exits(0, "list", "--stuck", "--status", "active").prints("no request is stuck");
    }

    @Test
    void theListIsATableOrAnArray() {
        cli.engine.heldFor = "no site";
        cli.engine.has("a", RequestStatus.ACTIVE).has("b", RequestStatus.HELD);

        cli.exits(0, "list").prints("REQUEST", "ReReco", "active", "held", "no site", "2026-03-01T12:00:00Z");
        JsonNode all = cli.exits(0, "list", "--json").json();

        assertThat(all.findValuesAsText("request")).containsExactly("a", "b");
        assertThat(cli.err()).isEmpty();
        assertThat(cli.composition.needs).containsOnly(Need.READ);
    }

    @Test
    void theListCanBeCutAndSaysHowToGoOn() {
        cli.engine.has("a", RequestStatus.ACTIVE).has("b", RequestStatus.HELD).has("c", RequestStatus.HELD);

        assertThat(cli.exits(0, "list", "--json", "--status", "Held", "--limit", "1")
                        .json()
                        .findValuesAsText("request"))
                .containsExactly("b");
        cli.says("--after b");
        assertThat(cli.exits(0, "list", "--json", "--after", "b").json().findValuesAsText("request"))
                .containsExactly("c");
    }

    @Test
    void anEmptyListSaysSo() {
        cli.exits(0, "list").prints("no requests");
        assertThat(cli.exits(0, "list", "--json").json().isEmpty()).isTrue();
    }

    @Test
    void aLimitOutOfRangeIsRefused() {
        cli.exits(2, "list", "--limit", "0").says("limit: found '0'").printsNothing();
        cli.exits(2, "list", "--after", "a/b").says("RequestName: found 'a/b'").printsNothing();
        assertThat(cli.composition.needs).as("nothing was opened for it").isEmpty();
    }

    @Test
    void aRequestIsShownWithAllItsParts() {
        cli.engine.heldFor = "no site";
        cli.engine.suggestion = "enable one";
        cli.engine.has("r", RequestStatus.HELD);

        cli.exits(0, "show", "r")
                .prints("r  held since", "work units 4/4", "suggestion: enable one", "driven by: nobody")
                .prints("DAG", "CLUSTER", SampleRows.AOD.value(), "/storage/store/data", "because");
        JsonNode shown = cli.exits(0, "show", "r", "--json").json();

        assertThat(shown.path("request").path("reason").asText()).isEqualTo("no site");
        assertThat(shown.path("dags").size()).isEqualTo(1);
        assertThat(shown.path("transitions").size()).isEqualTo(1);
    }

    @Test
    void aRequestThatIsNotThereIsThree() {
        cli.exits(3, "show", "nobody").says("wms2: no request nobody").printsNothing();
    }

    @Test
    void localStartsStopsAndTells() {
        cli.exits(75, "local", "status").prints("PostgreSQL", "stopped", "/log/pg.log");
        cli.exits(0, "local", "start").says("starting PostgreSQL").prints("running");
        assertThat(cli.exits(0, "local", "status", "--json")
                        .json()
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("RUNNING");
        cli.exits(0, "local", "stop").prints("stopped");
        assertThat(cli.composition.done).containsExactly("start", "stop");
    }

    @Test
    void aServiceThatDoesNotStartOrStopIsNoSuccess() {
        cli.composition.stubborn = true;

        cli.exits(75, "local", "start");
        cli.composition.state = ServiceStatus.State.RUNNING;
        cli.exits(1, "local", "stop");
    }

    @Test
    void aResetIsDoneOnlyWhenItIsMeant() {
        cli.exits(2, "local", "reset").says("--yes", home.resolve(".wms2").toString());
        assertThat(cli.composition.done).isEmpty();

        cli.exits(0, "local", "reset", "--yes");
        assertThat(cli.composition.done).containsExactly("reset");
    }

    @Test
    void theDoctorsExitCodeIsWhatItFound() {
        JsonNode findings = cli.exits(doctor(cli), "doctor", "--json").json();

        assertThat(findings.findValuesAsText("what"))
                .containsExactly(
                        "Java", "python3", "home", "disk", "account", "disk of the submit directories", "PostgreSQL");
        assertThat(findings.path(6).path("ok").asBoolean())
                .as("a stopped service is well")
                .isTrue();
        assertThat(cli.composition.done).as("it starts nothing").isEmpty();
        cli.exits(doctor(cli), "doctor").prints("WHAT", "python3", "not running; started when it is needed");
    }

    /** What the doctor must say of this machine by its own findings. */
    private static int doctor(Cli cli) {
        JsonNode findings;
        try {
            findings = cli.exits(0, "doctor", "--json").json();
        } catch (AssertionError e) {
            findings = cli.exits(1, "doctor", "--json").json();
        }
        boolean well = StreamSupport.stream(findings.spliterator(), false)
                .allMatch(f -> f.path("ok").asBoolean());
        return well ? 0 : 1;
    }

    @Test
    void anIllServiceIsAProblemWithItsLog() {
        cli.composition.state = ServiceStatus.State.ILL;

        cli.exits(1, "doctor").prints("problem", "port 1; see /log/pg.log");
    }

    @Test
    void theDoctorLooksAtTheHTCondorThatIsAskedFor() {
        cli.exits(1, "doctor", "--schedd-name", "a@h").prints("HTCondor sites a@h", "problem", "GLIDEIN_CMSSite");
    }

    @Test
    void rootIsToldToUseTheLauncher() {
        cli.as("root").exits(1, "doctor", "--home", home.toString()).prints("PostgreSQL and HTCondor refuse it");
    }
}
