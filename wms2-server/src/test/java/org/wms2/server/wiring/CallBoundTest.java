package org.wms2.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wms2.ports.cms.Cric;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;

/** A service's bound, with a service that hangs as long as a test wants. */
@Timeout(30)
class CallBoundTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final SiteMap MAP = new SiteMap(new TreeMap<>());

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(2);

    private SiteMap hang() {
        begun.countDown();
        try {
            assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
            return MAP;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoFindsNoPlaceInTimeIsToldThatTheServiceIsBusyAndASecondServiceIsNotConcerned() throws Exception {
        Cric hanging = new CallBound("CRIC", "cric-calls", 2, SHORT).around(Cric.class, this::hang);
        Cric other = new CallBound("other", "other-calls", 2, SHORT).around(Cric.class, () -> MAP);
        List<CompletableFuture<SiteMap>> running = List.of(
                CompletableFuture.supplyAsync(hanging::siteMap, THREADS),
                CompletableFuture.supplyAsync(hanging::siteMap, THREADS));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(hanging::siteMap)
                .isInstanceOfSatisfying(
                        ServiceUnavailableException.class,
                        e -> assertThat(e.service()).isEqualTo("CRIC"))
                .hasMessageContainingAll("busy", "2 calls", "cric-calls");
        assertThat(other.siteMap()).isSameAs(MAP);

        gate.countDown();
        for (CompletableFuture<SiteMap> each : running) {
            assertThat(each.get(10, TimeUnit.SECONDS)).isSameAs(MAP);
        }
        assertThat(hanging.siteMap()).as("places are given back").isSameAs(MAP);
    }

    @Test
    void whatTheServiceThrowsComesThroughAndGivesThePlaceBack() {
        Cric refusing = new CallBound("CRIC", "cric-calls", 1, SHORT).around(Cric.class, () -> {
            throw new ServiceRefusedException("CRIC", "no");
        });

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(refusing::siteMap).isInstanceOf(ServiceRefusedException.class);
        }
    }

    @Test
    void anInterruptEndsTheWaitForAPlaceAndIsKept() throws Exception {
        Cric hanging = new CallBound("CRIC", "cric-calls", 1, Duration.ofMinutes(1)).around(Cric.class, this::hang);
        CompletableFuture<SiteMap> first = CompletableFuture.supplyAsync(hanging::siteMap, THREADS);
        while (begun.getCount() > 1) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        CompletableFuture<Optional<Boolean>> ended = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                hanging.siteMap();
                ended.complete(Optional.empty());
            } catch (ServiceUnavailableException e) {
                ended.complete(Optional.of(Thread.currentThread().isInterrupted()));
            }
        });

        waiting.interrupt();

        assertThat(ended.get(10, TimeUnit.SECONDS)).contains(true);
        gate.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isSameAs(MAP);
    }
}
