package org.wms2.server.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wms2.domain.TurnResult;
import org.wms2.persistence.Database;
import org.wms2.persistence.local.LocalPostgres;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.RequestStore;
import org.wms2.ports.store.SampleRows;

/**
 * PostgreSQL stops at once, with no word to anybody, while a driver makes moves as fast as it can, and comes back: nothing
 * that was acknowledged is lost, and the driver goes on by itself.
 */
@Timeout(120)
class StoppedDatabaseTest {
    private static final int REQUESTS = 8;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home = temporary();
    private final LocalPostgres postgres = new LocalPostgres(home);

    @BeforeEach
    void start() {
        postgres.start();
    }

    @AfterEach
    void end() throws IOException {
        postgres.stop();
        try (Stream<Path> tree = Files.walk(home)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAndTheDriverGoesOnByItself() throws Exception {
        try (Database database = Database.open(postgres.settings().withPoolSize(REQUESTS))) {
            Moving moving = new Moving(database.stores().requests());
            Heard heard = new Heard();
            DriverLimits limits = DriverLimits.of(REQUESTS, Duration.ofMinutes(1), Duration.ofSeconds(5), 3);
            try (Driver driver = new Driver(moving, limits, InstantSource.system(), heard)) {
                Thread thread = Thread.ofPlatform().daemon().start(driver::run);
                for (int stop = 1; stop <= 2; stop++) {
                    moving.awaitMoves(50L * REQUESTS);
                    killAtOnce();
                    int troubles = heard.failures.size() + heard.blindFor.size();
                    await(() -> heard.failures.size() + heard.blindFor.size() > troubles);
                    long before = moving.acknowledged();
                    postgres.start();
                    moving.awaitMoves(20);
                    assertThat(moving.acknowledged())
                            .as("moves after stop %s", stop)
                            .isGreaterThan(before);
                }
                driver.stop();
                thread.join();
            }
            assertThat(heard.failures).as("moves met the stop").isNotEmpty();
            assertThat(moving.quarantined).hasValue(0);
            moving.holdsWhatWasAcknowledged();
            System.out.println(
                    "PostgreSQL stopped twice under load: " + moving.acknowledged() + " moves acknowledged, none lost");
        }
    }

    /** As {@code pg_ctl stop -m immediate} does: no shutdown checkpoint, no goodbye. */
    private void killAtOnce() throws IOException, InterruptedException {
        long pid = Long.parseLong(Files.readAllLines(home.resolve("postgres/data/postmaster.pid"))
                .getFirst()
                .strip());
        assertThat(new ProcessBuilder("kill", "-QUIT", String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
        await(() -> ProcessHandle.of(pid).isEmpty());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("it did not come true in " + PATIENCE)
                    .isLessThan(deadline);
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Path temporary() {
        try {
            Path made = Files.createTempDirectory("wms2-pg");
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Turns of which each makes one durable, fenced move, and notes what it was told of it. */
    private static final class Moving implements Turns {
        private final RequestStore store;
        private final List<RequestName> names;
        private final Map<RequestName, Long> versions = new ConcurrentHashMap<>();
        private final Map<RequestName, Integer> moves = new ConcurrentHashMap<>();
        private final AtomicInteger quarantined = new AtomicInteger();

        Moving(RequestStore store) {
            this.store = store;
            this.names = IntStream.range(0, REQUESTS)
                    .mapToObj(i -> new RequestName("moving" + i))
                    .toList();
            for (RequestName name : names) {
                store.create(
                        SampleRows.request(name.value(), RequestStatus.ACTIVE),
                        SampleRows.workflow(name.value()),
                        "test");
            }
        }

        long acknowledged() {
            return moves.values().stream().mapToLong(Integer::longValue).sum();
        }

        void awaitMoves(long more) {
            long enough = acknowledged() + more;
            await(() -> acknowledged() >= enough);
        }

        /** A row may be one move further than its last answer: a commit whose answer was lost. */
        void holdsWhatWasAcknowledged() {
            for (RequestName name : names) {
                assertThat(store.find(name).orElseThrow().version())
                        .as("version of %s", name)
                        .isGreaterThanOrEqualTo(versions.get(name));
            }
        }

        @Override
        public List<RequestName> due(int limit) {
            assertThat(store.find(names.getFirst())).isPresent();
            return names;
        }

        @Override
        public TurnResult turn(RequestName name) {
            Request request = store.find(name).orElseThrow();
            Long known = versions.get(name);
            assertThat(known == null || request.version() >= known)
                    .as("%s has version %s, %s was acknowledged", name, request.version(), known)
                    .isTrue();
            Claim claim = store.claim(name, "driver", LEASE).orElseThrow();
            RequestStatus to = request.status() == RequestStatus.ACTIVE ? RequestStatus.PARTIAL : RequestStatus.ACTIVE;
            boolean applied = store.apply(new ChangeSet(
                    claim,
                    request.version(),
                    Instant.now(),
                    "test",
                    List.of(new Change.MoveRequest(request.status(), to, "to and fro", ""))));
            assertThat(applied).as("nobody else moves %s", name).isTrue();
            versions.put(name, request.version() + 1);
            moves.merge(name, 1, Integer::sum);
            return new TurnResult(request, TurnResult.Kind.MOVED, "moved", Instant.now());
        }

        @Override
        public void renew(RequestName name) {
            store.claim(name, "driver", LEASE);
        }

        @Override
        public void quarantine(RequestName name, String why) {
            quarantined.incrementAndGet();
        }
    }
}
