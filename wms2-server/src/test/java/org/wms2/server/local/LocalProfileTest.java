package org.wms2.server.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** The services of one home together, with services of our own. */
@Timeout(30)
class LocalProfileTest {
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @TempDir
    private Path home;

    private LocalProfile profile(LocalService... services) {
        return new LocalProfile(home, List.of(services), List.of(home.resolve("submit"), home.resolve("storage")));
    }

    private HandService stopped(String name) {
        return new HandService(name, ServiceStatus.State.STOPPED, journal);
    }

    private HandService running(String name) {
        return new HandService(name, ServiceStatus.State.RUNNING, journal);
    }

    /** One that cannot be started. */
    private HandService broken(String name) {
        return new HandService(name, ServiceStatus.State.ILL, journal) {
            @Override
            public void start(Consumer<String> progress) {
                throw new Wms2Exception(ErrorCode.SERVICE_UNAVAILABLE, name + " is broken");
            }
        };
    }

    /** One whose start ends only when the other's has begun. */
    private HandService meeting(String name, CyclicBarrier other) {
        return new HandService(name, ServiceStatus.State.STOPPED, journal) {
            @Override
            public void start(Consumer<String> progress) {
                try {
                    other.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new IllegalStateException("started alone", e);
                }
                super.start(progress);
            }
        };
    }

    @Test
    void allServicesAreStartedAtTheSameTime() {
        CyclicBarrier both = new CyclicBarrier(2);
        LocalProfile profile = profile(meeting("one", both), meeting("two", both));

        profile.start(told::add);

        assertThat(journal).containsExactlyInAnyOrder("start one", "start two");
        assertThat(profile.status()).allMatch(ServiceStatus::isRunning);
    }

    @Test
    void statusIsToldInTheServicesOrder() {
        assertThat(profile(running("b"), stopped("a"), broken("c")).status())
                .extracting(ServiceStatus::name, ServiceStatus::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("b", ServiceStatus.State.RUNNING),
                        org.assertj.core.groups.Tuple.tuple("a", ServiceStatus.State.STOPPED),
                        org.assertj.core.groups.Tuple.tuple("c", ServiceStatus.State.ILL));
    }

    @Test
    void nothingIsDoneIfEverythingRuns() {
        profile(running("one"), running("two")).start(told::add);

        assertThat(journal).isEmpty();
        assertThat(told).isEmpty();
        assertThat(home.resolve("local.lock")).doesNotExist();
    }

    @Test
    void theFirstErrorIsThrownTheOthersGoWithItAndTheRestIsStartedAllTheSame() {
        LocalProfile profile = profile(broken("one"), stopped("two"), broken("three"));

        assertThatThrownBy(() -> profile.start(told::add))
                .isInstanceOf(Wms2Exception.class)
                .hasMessage("one is broken")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasMessage("three is broken")));
        assertThat(journal).containsExactly("start two");
    }

    @Test
    void aResetStopsEverythingThenWipesThenDeletesWhatRequestsLeft() throws IOException {
        Path file = home.resolve("storage/store/mc/x.root");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
        Path elsewhere = Files.writeString(home.resolve("kept"), "k");
        Files.createSymbolicLink(home.resolve("storage/link"), elsewhere);
        LocalProfile profile = profile(running("one"), running("two"));

        profile.reset(told::add);

        assertThat(journal.subList(0, 2)).containsExactlyInAnyOrder("stop one", "stop two");
        assertThat(journal.subList(2, 4)).containsExactlyInAnyOrder("wipe one", "wipe two");
        assertThat(home.resolve("storage")).doesNotExist();
        assertThat(elsewhere).as("links are not followed").exists();
        assertThat(told).contains("deleting " + home.resolve("submit"), "deleting " + home.resolve("storage"));
    }

    @Test
    void aResetWipesNothingIfSomethingDoesNotStop() {
        HandService stubborn = new HandService("stubborn", ServiceStatus.State.RUNNING, journal) {
            @Override
            public void stop(Consumer<String> progress) {
                throw new Wms2Exception(ErrorCode.INTERNAL, "does not stop");
            }
        };

        assertThatThrownBy(() -> profile(running("one"), stubborn).reset(told::add))
                .hasMessage("does not stop");
        assertThat(journal).containsExactly("stop one");
    }

    @Test
    void oneCommandWaitsForTheOtherAndSaysSo() throws Exception {
        HandService service = stopped("one");
        LocalProfile profile = profile(service);
        Thread waiting;
        try (FileChannel channel =
                FileChannel.open(home.resolve("local.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            waiting = Thread.ofVirtual().start(() -> profile.start(told::add));
            while (told.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
            assertThat(told.getFirst()).contains("another wms2 command");
            assertThat(journal).isEmpty();
        }
        waiting.join();

        assertThat(journal).containsExactly("start one");
    }

    @Test
    void aHomeThatCannotBeWrittenIsToldInWords() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "no directory");
        LocalProfile profile = new LocalProfile(file, List.of(stopped("one")), List.of());

        assertThatThrownBy(() -> profile.start(told::add))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContainingAll("home", file.toString(), "WMS2_HOME");
    }
}
