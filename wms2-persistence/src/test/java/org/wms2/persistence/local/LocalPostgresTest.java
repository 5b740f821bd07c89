package org.wms2.persistence.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.wms2.persistence.Database;
import org.wms2.persistence.DatabaseSettings;
import org.wms2.persistence.TestPostgres;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** One server's life, told in order: starting takes seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalPostgresTest {
    private final Path home = TestPostgres.openDirectory();
    private final Path directory = home.resolve("postgres");
    private final LocalPostgres postgres = new LocalPostgres(home);

    @BeforeAll
    void nothingIsThere() {
        assertThat(postgres.status().running()).isFalse();
    }

    @AfterAll
    void end() {
        postgres.reset();
        TestPostgres.delete(home);
    }

    private static String show(DatabaseSettings settings, String name) throws SQLException {
        try (Connection connection = TestPostgres.connect(settings);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    @Order(1)
    void withoutAStartThereAreNoSettings() {
        assertThatThrownBy(postgres::settings)
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("wms2 local start");
        postgres.stop();
        postgres.reset();
        assertThat(directory).doesNotExist();
    }

    @Test
    @Order(2)
    void severalProcessesThatStartItAtOnceGetOneServerThatOutlivesThem() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            StartPostgres.class.getName(),
                            home.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        for (Process process : processes) {
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(postgres.settings().url());
            assertThat(process.waitFor()).isZero();
        }
        assertThat(postgres.status().running()).isTrue();
        assertThat(postgres.start()).isEqualTo(postgres.settings());
    }

    @Test
    @Order(3)
    void whatIsCommittedIsOnDisk() throws SQLException {
        DatabaseSettings settings = postgres.settings();
        assertThat(show(settings, "fsync")).isEqualTo("on");
        assertThat(show(settings, "synchronous_commit")).isEqualTo("on");
        assertThat(show(settings, "full_page_writes")).isEqualTo("on");
        assertThat(show(settings, "server_encoding")).isEqualTo("UTF8");
        try (Database database = Database.open(settings)) {
            assertThat(database.stores().sites().sites()).isEmpty();
        }
    }

    @Test
    @Order(4)
    void onlyLoopbackAndOnlyWithThePassword() throws Exception {
        DatabaseSettings settings = postgres.settings();
        assertThat(show(settings, "listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(show(settings, "unix_socket_directories")).isEmpty();
        assertThat(show(settings, "password_encryption")).isEqualTo("scram-sha-256");
        assertThatThrownBy(() -> DriverManager.getConnection(settings.url(), settings.user(), "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                .isEqualTo("rw-------");
        assertThat(settings.password()).matches("[0-9a-f]{32}");
    }

    @Test
    @Order(5)
    void theServerHasASessionOfItsOwnAndIsNotRoot() throws IOException {
        long pid = postgres.status().pid();
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        assertThat(fields[3]).as("session").isEqualTo(String.valueOf(pid));
        assertThat(Files.getOwner(Path.of("/proc/" + pid)).getName()).isNotEqualTo("root");
    }

    @Test
    @Order(6)
    void afterAStopItsPortPasswordAndDataAreTheSame() throws SQLException {
        DatabaseSettings before = postgres.settings();
        TestPostgres.execute(before, "CREATE TABLE kept (x INTEGER)");
        postgres.stop();
        assertThat(postgres.status().running()).isFalse();
        assertThat(postgres.start()).isEqualTo(before);
        TestPostgres.execute(before, "INSERT INTO kept VALUES (1)");
    }

    @Test
    @Order(7)
    void aKilledServerIsSeenAsDeadAndStartsAgain() throws Exception {
        ClusterStatus status = postgres.status();
        ProcessHandle server = ProcessHandle.of(status.pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(status.data().resolve("postmaster.pid")).exists();
        assertThat(postgres.status().running()).isFalse();
        startPatiently();
        TestPostgres.execute(postgres.settings(), "INSERT INTO kept VALUES (2)");
    }

    /** The killed server's children need a moment to notice. */
    private void startPatiently() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            try {
                postgres.start();
                return;
            } catch (Wms2Exception e) {
                assertThat(e).hasMessageContaining("server.log");
                Thread.sleep(500);
            }
        }
        postgres.start();
    }

    @Test
    @Order(8)
    void aPidFileThatNamesAnotherProcessFoolsNobody() throws IOException {
        postgres.stop();
        Path pidFile = postgres.status().data().resolve("postmaster.pid");
        Files.writeString(
                pidFile,
                ProcessHandle.current().pid() + "\n" + postgres.status().data() + "\n");
        assertThat(postgres.status().running()).isFalse();
        postgres.start();
        assertThat(postgres.status().running()).isTrue();
    }

    @Test
    @Order(9)
    void aPortThatIsTakenIsReplaced() throws Exception {
        int before = postgres.status().port();
        postgres.stop();
        try (java.net.ServerSocket taken =
                new java.net.ServerSocket(before, 1, java.net.InetAddress.getLoopbackAddress())) {
            DatabaseSettings settings = postgres.start();
            assertThat(postgres.status().port()).isNotEqualTo(taken.getLocalPort());
            TestPostgres.execute(settings, "INSERT INTO kept VALUES (3)");
        }
    }

    @Test
    @Order(10)
    void dataOfAnotherMajorVersionIsRefusedWithThePathOfTheLog() throws IOException {
        postgres.stop();
        Path version = postgres.status().data().resolve("PG_VERSION");
        String ours = Files.readString(version);
        Files.writeString(version, "9\n");
        assertThatThrownBy(postgres::start)
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContainingAll("PostgreSQL 9", "server.log");
        Files.writeString(version, ours);
    }

    @Test
    @Order(11)
    void aResetDeletesTheDataAndKeepsThePrograms() {
        DatabaseSettings before = postgres.start();
        postgres.reset();
        assertThat(postgres.status().running()).isFalse();
        assertThat(directory.resolve("data")).doesNotExist();
        assertThat(directory.resolve("password")).doesNotExist();
        assertThat(directory.resolve(Binaries.version()).resolve("bin/postgres"))
                .exists();
        assertThat(postgres.start().password()).isNotEqualTo(before.password());
        assertThatThrownBy(() -> TestPostgres.execute(postgres.settings(), "SELECT * FROM kept"))
                .isInstanceOf(IllegalStateException.class);
    }
}
