package org.wms2.persistence.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.persistence.DatabaseSettings;
import org.wms2.persistence.TestHomes;
import org.wms2.persistence.TestPostgres;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** One server for all tests; each begins with it running. It was first started by two processes at once. */
class LocalPostgresTest {
    private static Path home;
    private static LocalPostgres server;

    /** The URL that each starter printed, and the server as it was when both had ended. */
    private static final List<String> printed = new ArrayList<>();

    private static ClusterStatus left;

    private DatabaseSettings settings;

    @BeforeAll
    static void startFromTwoProcessesAtOnce() throws IOException, InterruptedException {
        home = TestHomes.make();
        server = new LocalPostgres(home);
        List<Process> starters = List.of(starter(), starter());
        for (Process starter : starters) {
            assertThat(starter.waitFor(180, TimeUnit.SECONDS)).isTrue();
            assertThat(starter.exitValue()).isZero();
            printed.add(new String(starter.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .strip());
        }
        left = server.status();
    }

    private static Process starter() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartLocalPostgres.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @AfterAll
    static void end() {
        TestHomes.end(server, home);
    }

    @BeforeEach
    void start() {
        settings = server.start();
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(settings);
                Statement statement = connection.createStatement()) {
            List<String> found = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
            return found;
        }
    }

    private void keep(String text) throws SQLException {
        rows("CREATE TABLE IF NOT EXISTS kept (text TEXT)");
        rows("INSERT INTO kept VALUES ('" + text + "')");
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void two_processes_that_start_it_at_once_get_the_same_server_which_outlives_them() throws SQLException {
        assertThat(left.running()).isTrue();
        assertThat(printed).hasSize(2).containsOnly("jdbc:postgresql://127.0.0.1:" + left.port() + "/wms2");
        assertThat(rows("SELECT count(*) FROM pg_database WHERE datname = 'wms2'"))
                .containsExactly("1");
    }

    @Test
    void it_is_durable() throws SQLException {
        assertThat(rows("SHOW fsync")).containsExactly("on");
        assertThat(rows("SHOW synchronous_commit")).containsExactly("on");
        assertThat(rows("SHOW full_page_writes")).containsExactly("on");
    }

    @Test
    void it_listens_on_loopback_and_on_nothing_else() throws SQLException, IOException {
        int port = server.status().port();
        assertThat(rows("SHOW listen_addresses")).containsExactly("127.0.0.1");
        assertThat(rows("SHOW unix_socket_directories")).containsExactly("");
        assertThat(answers(InetAddress.getLoopbackAddress(), port)).isTrue();
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
        assertThat(others).noneMatch(address -> answers(address, port));
    }

    @Test
    void the_password_is_long_needed_and_only_its_owners_to_read() throws IOException {
        Path file = home.resolve("postgres/password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(settings.password()).hasSize(32);
        assertThat(settings.toString()).doesNotContain(settings.password());
        DatabaseSettings wrong = DatabaseSettings.of(settings.url(), settings.user(), "wrong");
        assertThatThrownBy(() -> TestPostgres.connect(wrong).close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @Test
    void as_root_it_runs_under_an_ordinary_account_which_owns_its_files() throws IOException {
        String user = ProcessHandle.of(server.status().pid())
                .flatMap(p -> p.info().user())
                .orElseThrow();
        if ("root".equals(System.getProperty("user.name"))) {
            assertThat(user).isIn("wms2", "nobody");
        } else {
            assertThat(user).isEqualTo(System.getProperty("user.name"));
        }
        for (String file : List.of("data", "password", "port", "lock")) {
            assertThat(Files.getOwner(home.resolve("postgres").resolve(file)).getName())
                    .as(file)
                    .isEqualTo(user);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("postgres/data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void starting_what_runs_changes_nothing() {
        long pid = server.status().pid();
        assertThat(server.start()).isEqualTo(settings);
        assertThat(new LocalPostgres(home).start()).isEqualTo(settings);
        assertThat(server.status().pid()).isEqualTo(pid);
        assertThat(server.settings()).isEqualTo(settings);
    }

    @Test
    void two_threads_may_start_it_at_once() {
        server.stop();
        CompletableFuture<DatabaseSettings> other = CompletableFuture.supplyAsync(new LocalPostgres(home)::start);
        DatabaseSettings ours = server.start();
        assertThat(other.join()).isEqualTo(ours);
    }

    @Test
    void what_is_stopped_is_gone_and_comes_back_with_its_data() throws SQLException {
        keep("over a stop");
        server.stop();
        ClusterStatus stopped = server.status();
        assertThat(stopped.running()).isFalse();
        assertThat(stopped.pid()).isZero();
        assertThat(answers(InetAddress.getLoopbackAddress(), stopped.port())).isFalse();
        server.stop();
        assertThat(server.start()).isEqualTo(settings);
        assertThat(rows("SELECT text FROM kept")).contains("over a stop");
    }

    @Test
    void what_was_committed_survives_a_crash_of_all_its_processes() throws SQLException {
        keep("over a crash");
        ProcessHandle main = ProcessHandle.of(server.status().pid()).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(main.descendants().toList());
        all.add(main);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        assertThat(server.status().running()).isFalse();
        settings = server.start();
        assertThat(rows("SELECT text FROM kept")).contains("over a crash");
    }

    @Test
    void a_pid_file_that_names_another_program_is_no_running_server() throws IOException, SQLException {
        server.stop();
        Path file = home.resolve("postgres/data/postmaster.pid");
        Files.writeString(file, ProcessHandle.current().pid() + "\n" + home.resolve("postgres/data") + "\n");
        assertThat(server.status().running()).isFalse();
        settings = server.start();
        assertThat(server.status().pid()).isNotEqualTo(ProcessHandle.current().pid());
        assertThat(rows("SELECT 1")).containsExactly("1");
    }

    @Test
    void a_port_that_another_program_took_is_replaced() throws IOException, SQLException {
        int before = server.status().port();
        server.stop();
        try (ServerSocket taken = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
            settings = server.start();
            assertThat(server.status().port()).isNotIn(0, taken.getLocalPort());
            assertThat(rows("SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void data_of_another_postgresql_is_refused_in_words() throws IOException {
        server.stop();
        Path version = home.resolve("postgres/data/PG_VERSION");
        String ours = Files.readString(version);
        Files.writeString(version, "13\n");
        try {
            assertThatThrownBy(server::start)
                    .isInstanceOf(Wms2Exception.class)
                    .hasMessageContaining("its data is of PostgreSQL 13, this program brings " + ours.strip())
                    .hasMessageContaining("wms2 local reset");
        } finally {
            Files.writeString(version, ours);
        }
    }

    @Test
    void a_reset_deletes_all_data_and_the_password() throws SQLException {
        keep("until the reset");
        String before = settings.password();
        server.reset();
        assertThat(home.resolve("postgres/data")).doesNotExist();
        assertThatThrownBy(server::settings)
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        settings = server.start();
        assertThat(settings.password()).isNotEqualTo(before);
        assertThat(rows("SELECT to_regclass('kept')::text")).containsOnlyNulls();
    }

    @Test
    void a_home_without_server_has_no_status_and_needs_no_stop() {
        Path empty = home.resolve("empty");
        LocalPostgres none = new LocalPostgres(empty);
        none.stop();
        none.reset();
        assertThat(none.status().running()).isFalse();
        assertThat(none.status().port()).isZero();
        assertThat(empty).doesNotExist();
    }
}
