package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.StoreFixtures;
import org.wms2.ports.store.Stores;

/** Opening a database, and what is said of one that cannot be used. */
class DatabaseTest {
    private static void assertUnavailable(Runnable call, String... words) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE))
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aDatabaseNobodyListensForIsSaidToBeSoInOneLine() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        DatabaseSettings settings =
                DatabaseSettings.of("jdbc:postgresql://127.0.0.1:" + port + "/x", "somebody", "secret");
        assertUnavailable(() -> Database.open(settings).close(), "no connection", "127.0.0.1:" + port, "check that");
        assertThatThrownBy(() -> Database.open(settings).close()).hasMessageNotContaining("secret");
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsGivenUpInTime() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DatabaseSettings settings = new DatabaseSettings(
                    "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/x", "a", "b", 2, Duration.ofSeconds(1));
            Instant begin = Instant.now();
            assertUnavailable(() -> Database.open(settings).close(), "no connection");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aNewerDatabaseIsRefusedInWordsAndLeftAlone() {
        DatabaseSettings settings = TestPostgres.freshDatabase();
        Database.open(settings).close();
        TestPostgres.execute(
                settings,
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) VALUES (77, '77', 'future', 'SQL', 'V77__future.sql', 'x', 1, true)");
        assertUnavailable(
                () -> Database.open(settings).close(),
                "database is at version 77, this program knows up to 1: upgrade the program");
    }

    @Test
    void severalMayOpenAnEmptyDatabaseAtOnce() throws Exception {
        DatabaseSettings settings = TestPostgres.freshDatabase();
        Callable<Integer> open = () -> {
            try (Database database = Database.open(settings)) {
                return database.stores().sites().sites().size();
            }
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<Integer> one : threads.invokeAll(List.of(open, open, open))) {
                assertThat(one.get()).isZero();
            }
        }
    }

    @Test
    void connectionsThatAreCutAreUnavailableAndThenReplaced() {
        DatabaseSettings settings = TestPostgres.freshDatabase();
        try (Database database = Database.open(settings.withPoolSize(1))) {
            assertThatCode(database::check).doesNotThrowAnyException();
            Stores stores = database.stores();
            RequestName name = StoreFixtures.name("r");
            stores.requests()
                    .create(StoreFixtures.request("r", RequestStatus.QUEUED), StoreFixtures.workflow("r"), "t");
            Claim claim =
                    stores.requests().claim(name, "us", Duration.ofMinutes(1)).orElseThrow();
            // Another client takes the connection away in the middle of the transaction.
            assertUnavailable(
                    () -> stores.snapshots().save(name, new DatasetName("/A/B-v1/RAW"), new CutOff(settings)),
                    "does not answer");
            assertThatCode(database::check).doesNotThrowAnyException();
            assertThat(stores.snapshots().header(name)).isEmpty();
            ChangeSet set =
                    new ChangeSet(claim, 1, StoreFixtures.T0, "t", List.of(new Change.Wait("x", StoreFixtures.T0)));
            assertThat(stores.requests().apply(set)).isTrue();
        }
    }

    /** Blocks whose first is given after all connections of the database were cut. */
    private record CutOff(DatabaseSettings settings) implements java.util.Iterator<org.wms2.ports.input.InputBlock> {
        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public org.wms2.ports.input.InputBlock next() {
            TestPostgres.execute(
                    settings,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            return StoreFixtures.inputBlock(0, 1);
        }
    }

    @Test
    void settingsRefuseWhatIsNoPostgresAndHideSecrets() {
        assertThatThrownBy(() -> DatabaseSettings.of("jdbc:h2:mem", "", "")).isInstanceOf(InputRefusedException.class);
        DatabaseSettings settings = DatabaseSettings.of("jdbc:postgresql://a:b@h/d?user=u&password=p1", "u", "p2");
        assertThat(settings).hasToString("jdbc:postgresql://h/d as u");
        assertThatThrownBy(() -> settings.withPoolSize(0)).isInstanceOf(InputRefusedException.class);
    }
}
