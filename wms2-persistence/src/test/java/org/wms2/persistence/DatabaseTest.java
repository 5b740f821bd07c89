package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;

class DatabaseTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    private static void unavailable(DatabaseSettings settings, String... words) {
        assertThatThrownBy(() -> Database.open(settings).close()).isInstanceOfSatisfying(Wms2Exception.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
            assertThat(e.text()).contains(words).doesNotContain("secret").doesNotContain("\n");
        });
    }

    @Test
    void several_processes_may_open_an_empty_database_at_once() throws InterruptedException, ExecutionException {
        Callable<Integer> open = () -> {
            try (Database database = Database.open(POSTGRES.settings().withPoolSize(2))) {
                return database.stores().sites().sites().size();
            }
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<Integer> opened : threads.invokeAll(List.of(open, open, open))) {
                assertThat(opened.get()).isZero();
            }
        }
    }

    @Test
    void a_database_newer_than_the_program_is_refused_in_words_and_left_alone() {
        POSTGRES.database();
        POSTGRES.execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                + " checksum, installed_by, execution_time, success)"
                + " VALUES (999, '999', 'of the future', 'SQL', 'V999__of_the_future.sql', 1, 'test', 1, true)");
        List<String> before = POSTGRES.rows("SELECT version FROM flyway_schema_history ORDER BY installed_rank");
        unavailable(POSTGRES.settings(), "database is at version 999", "upgrade the program");
        assertThat(POSTGRES.rows("SELECT version FROM flyway_schema_history ORDER BY installed_rank"))
                .isEqualTo(before);
        POSTGRES.execute("DELETE FROM flyway_schema_history WHERE version = '999'");
        assertThatCode(() -> Database.open(POSTGRES.settings()).close()).doesNotThrowAnyException();
    }

    @Test
    void a_server_that_is_not_there_is_said_without_the_password() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        unavailable(
                DatabaseSettings.of("jdbc:postgresql://127.0.0.1:" + port + "/wms2?x=secret", "someone", "secret"),
                "127.0.0.1:" + port,
                "check that it runs");
    }

    @Test
    void a_server_that_never_answers_is_given_up_within_the_timeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/wms2";
            long begin = System.nanoTime();
            unavailable(new DatabaseSettings(url, "someone", "secret", 2, Duration.ofSeconds(1)), "no connection");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void a_closed_database_gives_nothing_more() {
        Database database = Database.open(POSTGRES.settings().withPoolSize(2));
        database.check();
        database.close();
        assertThatThrownBy(database::check).isInstanceOf(Wms2Exception.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> database.stores().sites().sites())
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("closed");
    }

    @Test
    void the_smallest_pool_that_is_accepted_is_enough_and_a_smaller_one_is_refused() {
        try (Database database = Database.open(POSTGRES.settings().withPoolSize(2))) {
            database.check();
        }
        assertThatThrownBy(() -> POSTGRES.settings().withPoolSize(1))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageContaining("2 to 100");
    }

    @Test
    void connections_that_the_server_cut_are_an_unavailable_database_and_then_replaced() {
        try (Database database = Database.open(POSTGRES.settings().withPoolSize(2))) {
            database.check();
            POSTGRES.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'wms2'");
            int lost = 0;
            while (!answers(database)) {
                lost++;
            }
            assertThat(lost).as("answers in vain").isLessThanOrEqualTo(2);
        }
    }

    private static boolean answers(Database database) {
        try {
            database.check();
            return true;
        } catch (Wms2Exception e) {
            assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
            return false;
        }
    }
}
