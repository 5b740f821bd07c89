package org.wms2.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.domain.DomainSettings;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

class SettingsTest {
    @TempDir
    private Path userHome = Path.of("unset");

    @Test
    void everyPropertyHasItsNameAndItsDefault() {
        Map<String, String> defaults = new LinkedHashMap<>();
        Settings.ALL.forEach(s -> defaults.put(s.key(), s.fallback() == null ? "" : s.fallback()));

        Map<String, String> expected = new LinkedHashMap<>();
        for (String none : "home config submit-dir htcondor-cache".split(" ", -1)) {
            expected.put(none, "");
        }
        expected.put("profile", "local");
        for (String none :
                "db-url reqmgr2-url dbs-url rucio-url cric-url proxy cert key ca-path poll-interval retry-interval"
                        .split(" ", -1)) {
            expected.put(none, "");
        }
        expected.put("lease", "60s");
        expected.put("vanished-grace", "5m");
        expected.put("max-active-dags", "300");
        expected.put("max-work-units-per-round", "500");
        expected.put("max-jobs-per-work-unit", "50");
        expected.put("throttle-work-units", "100");
        expected.put("throttle-processing", "5000");
        expected.put("throttle-merges", "10");
        expected.put("throttle-cleanups", "10");
        expected.put("destination-rse", "T1_US_FNAL_Disk");
        expected.put("port", "8080");
        expected.put("concurrent-turns", "16");
        expected.put("turn-timeout", "10m");
        expected.put("log-level", "warn");
        assertThat(defaults).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(Settings.ALL).allSatisfy(s -> {
            assertThat(s.purpose()).isNotBlank();
            assertThat(s.unit()).isNotBlank();
        });
    }

    @Test
    void withoutAnythingTheDomainGetsItsOwnDefaultsButLooksMoreOftenAtWhatIsCloseBy() {
        DomainSettings local = Work.of(resolve(Map.of(), Map.of()));
        assertThat(local)
                .usingRecursiveComparison()
                .ignoringFields("pollInterval", "retryInterval")
                .isEqualTo(DomainSettings.defaults());
        assertThat(local.pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(local.retryInterval()).isEqualTo(Duration.ofSeconds(5));
        DomainSettings production = Work.of(resolve(Map.of(), Map.of("WMS2_PROFILE", "production")));
        assertThat(production).isEqualTo(DomainSettings.defaults());
    }

    @Test
    void flagBeatsVariableBeatsFileBeatsDefault() throws IOException {
        assertThat(Work.of(resolve(Map.of(), Map.of())).maxActiveDags()).isEqualTo(300);
        write("max-active-dags = 30\nport=81\nlease=30s\n");
        assertThat(Work.of(resolve(Map.of(), Map.of())).maxActiveDags()).isEqualTo(30);
        Map<String, String> variables = Map.of("WMS2_PORT", "82", "WMS2_MAX_ACTIVE_DAGS", "31");
        assertThat(Serving.of(resolve(Map.of(), variables)).port()).isEqualTo(82);
        Settings all = resolve(Map.of("port", "83"), variables);
        assertThat(Serving.of(all).port()).isEqualTo(83);
        assertThat(Work.of(all).maxActiveDags()).isEqualTo(31);
        assertThat(Work.of(all).lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(all.shown())
                .contains(new Settings.Shown("port", "83", "--port"))
                .contains(new Settings.Shown("max-active-dags", "31", "WMS2_MAX_ACTIVE_DAGS"))
                .contains(new Settings.Shown("destination-rse", "T1_US_FNAL_Disk", "default"));
    }

    @Test
    void aNameThatMeansNothingFailsLoudlyInTheEnvironmentAndInTheFile() throws IOException {
        assertThatThrownBy(() -> resolve(Map.of(), Map.of("WMS2_POLL_INTERVALL", "1s")))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("WMS2_POLL_INTERVALL")
                .hasMessageContaining("WMS2_POLL_INTERVAL,");
        write("pol-interval = 1s\n");
        assertThatThrownBy(() -> resolve(Map.of(), Map.of())).hasMessageContaining("pol-interval");
    }

    @Test
    void variablesOfTheScriptsAreNotOurs() {
        assertThat(resolve(Map.of(), Map.of("WMS2_JDK", "/opt/jdk", "WMS2_CONDOR_FROM_PATH", "no"))
                        .home())
                .isEqualTo(userHome.resolve(".wms2"));
    }

    @Test
    void aBadValueIsRefusedAtOnceWithWhatIsAccepted() {
        assertThatThrownBy(() -> resolve(Map.of("poll-interval", "soon"), Map.of()))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("'soon'")
                .hasMessageContaining("500ms");
        assertThatThrownBy(() -> resolve(Map.of("port", "70000"), Map.of())).hasMessageContaining("0 to 65535");
        assertThatThrownBy(() -> resolve(Map.of("poll-interval", "0s"), Map.of()))
                .hasMessageContaining("duration");
    }

    @Test
    void aFileThatIsNamedMustBeThere() {
        assertThatThrownBy(() -> resolve(Map.of("config", "/no/such/file"), Map.of()))
                .hasMessageContaining("/no/such/file");
    }

    @Test
    void theDatabasesPasswordIsNeverShown() {
        Settings settings = resolve(Map.of("db-url", "postgresql://me:secret@host/db"), Map.of());
        assertThat(Wires.of(settings).dbUrl()).contains("jdbc:postgresql://me:secret@host/db");
        assertThat(settings.shown().toString()).doesNotContain("secret").contains("***");
        assertThatThrownBy(() -> resolve(Map.of("db-url", "mysql://me:secret@host"), Map.of()))
                .hasMessageNotContaining("secret");
    }

    @Test
    void aServicesUrlAsksForProduction() {
        Settings settings = resolve(Map.of(), Map.of("WMS2_DBS_URL", "https://dbs.example/DBSReader"));
        assertThat(Wires.of(settings).profile()).isEqualTo(Profile.PRODUCTION);
        assertThat(Wires.of(resolve(Map.of(), Map.of())).profile()).isEqualTo(Profile.LOCAL);
    }

    @Test
    void homeIsTheAccountsOwnOrThatOfRootsAccount() {
        assertThat(Settings.resolve(Map.of(), Map.of(), "wms2", userHome).home())
                .isEqualTo(Path.of("/var/lib/wms2"));
        assertThat(Settings.resolve(Map.of(), Map.of("WMS2_HOME", "/srv/w"), "wms2", userHome)
                        .home())
                .isEqualTo(Path.of("/srv/w"));
        Places places = Places.of(resolve(Map.of("submit-dir", "/srv/submit"), Map.of()));
        assertThat(places.submitDir()).isEqualTo(Path.of("/srv/submit"));
        assertThat(places.storage()).isEqualTo(userHome.resolve(".wms2/storage"));
    }

    private Settings resolve(Map<String, String> flags, Map<String, String> environment) {
        return Settings.resolve(flags, environment, "somebody", userHome);
    }

    private void write(String text) throws IOException {
        Path home = Files.createDirectories(userHome.resolve(".wms2"));
        Files.writeString(home.resolve("wms2.properties"), text);
    }
}
