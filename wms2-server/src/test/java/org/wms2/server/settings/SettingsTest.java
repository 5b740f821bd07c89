package org.wms2.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.ErrorRule;
import org.wms2.domain.planning.CapacitySettings;
import org.wms2.domain.planning.LayoutChoice;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.plan.Throttles;

/** Every property, every default, and which of several sources counts. */
class SettingsTest {
    @TempDir
    private Path userHome;

    private Settings settings(Map<String, String> flags, Map<String, String> environment) {
        return Settings.resolve(flags, environment, "someone", userHome);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(userHome.resolve("my.properties"), text);
    }

    private void refused(Map<String, String> flags, Map<String, String> environment, String... words) {
        assertThatThrownBy(() -> settings(flags, environment))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContainingAll(words);
    }

    @Test
    void everyPropertyHasItsVariableAndItsDefault() {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            assertThat(setting.variable())
                    .isEqualTo("WMS2_"
                            + setting.key().toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
            assertThat(setting.purpose()).as(setting.key()).isNotBlank();
            defaults.put(setting.key(), String.valueOf(setting.fallback()));
        }
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("home", "null");
        expected.put("config", "null");
        expected.put("submit-dir", "null");
        expected.put("htcondor-cache", "null");
        expected.put("profile", "local");
        expected.put("db-url", "null");
        expected.put("reqmgr2-url", "null");
        expected.put("dbs-url", "null");
        expected.put("rucio-url", "null");
        expected.put("cric-url", "null");
        expected.put("proxy", "null");
        expected.put("cert", "null");
        expected.put("key", "null");
        expected.put("ca-path", "null");
        expected.put("htcondor", "null");
        expected.put("schedd-name", "null");
        expected.put("condor-host", "null");
        expected.put("spool", "null");
        expected.put("spool-bin", "/usr/bin");
        expected.put("spool-condor-config", "null");
        expected.put("poll-interval", "null");
        expected.put("retry-interval", "null");
        expected.put("lease", "60s");
        expected.put("vanished-grace", "5m");
        expected.put("pilot-timeout", "8h");
        expected.put("max-active-dags", "300");
        expected.put("error-rule", "rescue");
        expected.put("error-hold-ratio", "0.05");
        expected.put("error-fail-ratio", "0.30");
        expected.put("max-rescues", "3");
        expected.put("max-replans", "3");
        expected.put("max-memory-per-core", "3000");
        expected.put("reread-after", "1h");
        expected.put("max-work-units-per-round", "500");
        expected.put("max-jobs-per-work-unit", "50");
        expected.put("throttle-work-units", "20");
        expected.put("throttle-processing", "1000");
        expected.put("throttle-merges", "10");
        expected.put("throttle-cleanups", "10");
        expected.put("layout", "auto");
        expected.put("max-dag-memory", "1000");
        expected.put("max-dag-size", "4000");
        expected.put("max-dag-idle-jobs", "100000");
        expected.put("dagman-idle-jobs", "1000");
        expected.put("dagman-submits-per-second", "20");
        expected.put("destination-rse", "T1_US_FNAL_Disk");
        expected.put("report-to-reqmgr2", "null");
        expected.put("port", "8080");
        expected.put("concurrent-turns", "16");
        expected.put("turn-timeout", "2h");
        expected.put("turn-errors", "5");
        expected.put("log-level", "warn");
        expected.put("htcondor-calls", "8");
        expected.put("dbs-calls", "8");
        expected.put("rucio-calls", "8");
        expected.put("reqmgr2-calls", "4");
        expected.put("cric-calls", "4");
        expected.put("call-patience", "5s");
        expected.put("on-alert", "null");
        expected.put("cms-attributes", "null");
        expected.put("accounting-group", "null");
        expected.put("accounting-group-user", "null");
        expected.put("job-wall-time", "24h");
        expected.put("job-microarch", "2");
        expected.put("job-overflow", "on");
        expected.put("job-lease", "null");
        expected.put("job-attributes", "null");
        expected.put("merge-memory", "2000");
        expected.put("job-held-time", "10m");
        expected.put("job-max-wall-time", "48h");
        expected.put("job-max-idle-time", "null");
        expected.put("job-max-disk", "20000");
        expected.put("job-releases", "3");
        expected.put("keep-ended", "10d");
        expected.put("keep-directories", "30d");
        expected.put("disk-reserve", "1GB");
        expected.put("housekeeping-interval", "5m");
        assertThat(defaults).containsExactlyEntriesOf(expected);
    }

    @Test
    void nothingGivenIsTheLocalProfileBelowTheUsersHome() {
        Settings settings = settings(Map.of(), Map.of());
        Path home = userHome.resolve(".wms2");

        assertThat(Places.of(settings))
                .isEqualTo(new Places(
                        home,
                        home.resolve("submit"),
                        home.resolve("storage"),
                        home.resolve("htcondor"),
                        home.resolve("log")));
        assertThat(Wires.of(settings))
                .isEqualTo(new Wires(
                        Profile.LOCAL,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(Work.of(settings))
                .isEqualTo(new DomainSettings(
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        300,
                        ErrorRule.DEFAULT,
                        Duration.ofHours(1),
                        new PlanningSettings(50, 500, new Throttles(20, 1_000, 10, 10)),
                        "T1_US_FNAL_Disk",
                        true));
        assertThat(Serving.of(settings))
                .isEqualTo(new Serving(8080, 16, Duration.ofHours(2), 5, Duration.ofMinutes(1)));
        assertThat(settings.get(Serving.LOG_LEVEL)).isEqualTo("warn");
        assertThat(settings.file()).isEmpty();
    }

    @Test
    void everyPropertyCanBeGiven() {
        Map<String, String> environment = Map.ofEntries(
                Map.entry("WMS2_HOME", "/srv/h"),
                Map.entry("WMS2_SUBMIT_DIR", "/srv/s"),
                Map.entry("WMS2_HTCONDOR_CACHE", "/srv/c"),
                Map.entry("WMS2_PROFILE", "Production"),
                Map.entry("WMS2_DB_URL", "postgresql://db:5432/wms2"),
                Map.entry("WMS2_REQMGR2_URL", "https://cms.example/reqmgr2"),
                Map.entry("WMS2_DBS_URL", "https://cms.example/dbs"),
                Map.entry("WMS2_RUCIO_URL", "http://rucio.example"),
                Map.entry("WMS2_CRIC_URL", "https://cric.example"),
                Map.entry("WMS2_PROXY", "/p"),
                Map.entry("WMS2_CERT", "/cert"),
                Map.entry("WMS2_KEY", "/key"),
                Map.entry("WMS2_CA_PATH", "/ca/../ca2"),
                Map.entry("WMS2_POLL_INTERVAL", "500ms"),
                Map.entry("WMS2_RETRY_INTERVAL", "7"),
                Map.entry("WMS2_LEASE", "1h"),
                Map.entry("WMS2_VANISHED_GRACE", "2M"),
                Map.entry("WMS2_MAX_ACTIVE_DAGS", "1"),
                Map.entry("WMS2_ERROR_RULE", "Replan"),
                Map.entry("WMS2_MAX_REPLANS", "9"),
                Map.entry("WMS2_REREAD_AFTER", "3m"),
                Map.entry("WMS2_MAX_WORK_UNITS_PER_ROUND", "2"),
                Map.entry("WMS2_MAX_JOBS_PER_WORK_UNIT", "3"),
                Map.entry("WMS2_THROTTLE_WORK_UNITS", "4"),
                Map.entry("WMS2_THROTTLE_PROCESSING", "5"),
                Map.entry("WMS2_THROTTLE_MERGES", "6"),
                Map.entry("WMS2_THROTTLE_CLEANUPS", "7"),
                Map.entry("WMS2_LAYOUT", "Splice"),
                Map.entry("WMS2_MAX_DAG_MEMORY", "8"),
                Map.entry("WMS2_MAX_DAG_SIZE", "9"),
                Map.entry("WMS2_MAX_DAG_IDLE_JOBS", "10"),
                Map.entry("WMS2_DAGMAN_IDLE_JOBS", "11"),
                Map.entry("WMS2_DAGMAN_SUBMITS_PER_SECOND", "12"),
                Map.entry("WMS2_DESTINATION_RSE", " tier=2 "),
                Map.entry("WMS2_REPORT_TO_REQMGR2", "On"),
                Map.entry("WMS2_PORT", "0"),
                Map.entry("WMS2_CONCURRENT_TURNS", "8"),
                Map.entry("WMS2_TURN_TIMEOUT", "9s"),
                Map.entry("WMS2_LOG_LEVEL", "DEBUG"));
        Settings settings = settings(Map.of(), environment);

        assertThat(Places.of(settings))
                .isEqualTo(new Places(
                        Path.of("/srv/h"),
                        Path.of("/srv/s"),
                        Path.of("/srv/h/storage"),
                        Path.of("/srv/c"),
                        Path.of("/srv/h/log")));
        assertThat(Wires.of(settings))
                .isEqualTo(new Wires(
                        Profile.PRODUCTION,
                        Optional.of("jdbc:postgresql://db:5432/wms2"),
                        Optional.of(URI.create("https://cms.example/reqmgr2")),
                        Optional.of(URI.create("https://cms.example/dbs")),
                        Optional.of(URI.create("http://rucio.example")),
                        Optional.of(URI.create("https://cric.example")),
                        Optional.of(Path.of("/p")),
                        Optional.of(Path.of("/cert")),
                        Optional.of(Path.of("/key")),
                        Optional.of(Path.of("/ca2"))));
        assertThat(Work.of(settings))
                .isEqualTo(new DomainSettings(
                        Duration.ofHours(1),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(7),
                        Duration.ofMinutes(2),
                        1,
                        new ErrorRule(ErrorRule.Answer.REPLAN, 0.05, 0.30, 3, 9),
                        Duration.ofMinutes(3),
                        new PlanningSettings(
                                3,
                                2,
                                new Throttles(4, 5, 6, 7),
                                new CapacitySettings(LayoutChoice.SPLICE, 8_000_000, 9_000_000, 10, 11, 12)),
                        "tier=2",
                        true));
        assertThat(Serving.of(settings)).isEqualTo(new Serving(0, 8, Duration.ofSeconds(9), 5, Duration.ofHours(1)));
        assertThat(settings.get(Serving.LOG_LEVEL)).isEqualTo("debug");
    }

    @Test
    void aFlagCountsMoreThanAVariableAndThatMoreThanTheFileAndThatMoreThanTheDefault() throws IOException {
        Path file = file("port = 1111\nconcurrent-turns = 5\n");
        Map<String, String> flags = new LinkedHashMap<>(Map.of("config", file.toString(), "port", "3333"));
        Map<String, String> environment = new LinkedHashMap<>(Map.of("WMS2_PORT", "2222"));

        assertThat(settings(flags, environment).get(Serving.PORT)).isEqualTo(3333);
        flags.remove("port");
        assertThat(settings(flags, environment).get(Serving.PORT)).isEqualTo(2222);
        environment.put("WMS2_PORT", " ");
        assertThat(settings(flags, environment).get(Serving.PORT))
                .as("a blank variable is none")
                .isEqualTo(1111);
        flags.remove("config");
        assertThat(settings(flags, environment).get(Serving.PORT)).isEqualTo(8080);
    }

    @Test
    void everyShownValueSaysWhereItIsFrom() throws IOException {
        Path file = file("lease = 5s\n");
        Settings settings =
                settings(Map.of("config", file.toString(), "port", "1"), Map.of("WMS2_CONCURRENT_TURNS", "2"));

        assertThat(settings.shown())
                .hasSize(Settings.ALL.size())
                .contains(
                        new Settings.Shown("port", "1", "--port"),
                        new Settings.Shown("concurrent-turns", "2", "WMS2_CONCURRENT_TURNS"),
                        new Settings.Shown("lease", "5s", file.toString()),
                        new Settings.Shown("profile", "local", "default"),
                        new Settings.Shown("home", userHome.resolve(".wms2").toString(), "default"));
        assertThat(settings.isGiven(Work.LEASE)).isTrue();
        assertThat(settings.isGiven(Wires.PROFILE)).isFalse();
        assertThat(settings.file()).contains(file);
    }

    @Test
    void theFileInTheHomeIsReadUnasked() throws IOException {
        Files.writeString(userHome.resolve("wms2.properties"), "port = 1234\n");

        Settings settings = settings(Map.of("home", userHome.toString()), Map.of());

        assertThat(settings.get(Serving.PORT)).isEqualTo(1234);
    }

    @Test
    void passwordsAreShownNowhere() {
        String url = "jdbc:postgresql://db/wms2?user=me&password=hush";
        assertThat(settings(Map.of("db-url", url), Map.of()).shown())
                .contains(new Settings.Shown("db-url", "***", "--db-url"))
                .noneMatch(s -> s.value().contains("hush"));
        assertThatThrownBy(() -> settings(Map.of("db-url", "mysql://me:hush@db"), Map.of()))
                .hasMessageContaining("db-url")
                .hasMessageNotContaining("hush");
    }

    @Test
    void unknownVariablesAndPropertiesAreRefused() throws IOException {
        refused(Map.of(), Map.of("WMS2_PROT", "80"), "environment", "WMS2_PROT", "WMS2_PORT");
        Path file = file("prot = 80\n");
        refused(Map.of("config", file.toString()), Map.of(), file.toString(), "prot", "port");
    }

    @Test
    void theHomeCannotBeMovedByAFileThatLiesInIt() throws IOException {
        refused(Map.of("config", file("home = /elsewhere\n").toString()), Map.of(), "unknown", "home");
    }

    @Test
    void variablesOfTheScriptsAreLetAlone() {
        Settings settings = settings(Map.of(), Map.of("WMS2_JDK", "/jdk", "WMS2_CHECK_MAVEN", "-q", "PATH", "/bin"));

        assertThat(settings.shown()).noneMatch(s -> s.value().equals("/jdk"));
    }

    @Test
    void aNamedFileThatIsNotThereIsRefused() {
        refused(Map.of("config", "/nowhere/x.properties"), Map.of(), "/nowhere/x.properties", "--config");
    }

    @Test
    void whatIsNoValueIsRefusedWithItsSourceAndWhatIsAccepted() throws IOException {
        refused(Map.of("port", "65536"), Map.of(), "port (--port)", "'65536'", "0 to 65535");
        refused(Map.of(), Map.of("WMS2_PORT", "http"), "port (WMS2_PORT)", "'http'");
        refused(Map.of("lease", "0s"), Map.of(), "'0s'", "a duration such as");
        refused(Map.of("lease", "5 weeks"), Map.of(), "'5 weeks'");
        refused(Map.of("profile", "test"), Map.of(), "'test'", "local or production");
        refused(Map.of("log-level", "loud"), Map.of(), "'loud'", "debug or trace");
        refused(Map.of("dbs-url", "ftp://dbs"), Map.of(), "'ftp://dbs'", "http or https");
        refused(Map.of("dbs-url", "https:///dbs"), Map.of(), "http or https");
        refused(Map.of("destination-rse", " "), Map.of(), "an RSE expression");
        refused(Map.of("report-to-reqmgr2", "perhaps"), Map.of(), "on or off");
        refused(Map.of("proxy", ""), Map.of(), "proxy", "a file or directory");
        refused(Map.of("config", file("max-active-dags = 0\n").toString()), Map.of(), "'0'", "1 to 1000000");
    }

    @Test
    void aServicesUrlMeansTheProductionProfileUnlessOneIsNamed() {
        Map<String, String> url = Map.of("WMS2_DBS_URL", "https://dbs.example");
        Settings elsewhere = settings(Map.of(), url);

        assertThat(Wires.of(elsewhere).profile()).isEqualTo(Profile.PRODUCTION);
        assertThat(Work.of(elsewhere).pollInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(Work.of(elsewhere).retryInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(Wires.of(settings(Map.of("profile", "local"), url)).profile())
                .isEqualTo(Profile.LOCAL);
    }

    @Test
    void rootAndItsAccountLiveUnderVar() {
        assertThat(Places.defaultHome("root", userHome)).isEqualTo(Path.of("/var/lib/wms2"));
        assertThat(Places.defaultHome("wms2", userHome)).isEqualTo(Path.of("/var/lib/wms2"));
        assertThat(Places.defaultHome("someone", userHome)).isEqualTo(userHome.resolve(".wms2"));
    }

    @Test
    void whatMustBeSetAndIsNotIsAskedForByName() {
        assertThatThrownBy(() -> settings(Map.of(), Map.of()).get(Wires.DB_URL))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContainingAll("db-url", "--db-url", "WMS2_DB_URL");
    }
}
