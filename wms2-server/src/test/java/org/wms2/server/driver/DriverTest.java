package org.wms2.server.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wms2.domain.TurnResult;
import org.wms2.domain.TurnResult.Kind;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.server.Requests;

@Timeout(30)
class DriverTest {
    private static final RequestName GOOD = new RequestName("good");
    private static final RequestName BAD = new RequestName("bad");
    private static final DriverLimits LIMITS = new DriverLimits(
            2, Duration.ofMillis(200), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofSeconds(5));

    private final FakeTurns turns = new FakeTurns();
    private final Driver driver = new Driver(turns, LIMITS, InstantSource.system(), turns);

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aRequestThatMovesIsTurnedAgainAtOnceUntilItIsFinal() throws InterruptedException {
        turns.answer(GOOD, () -> turns.count(GOOD) < 5 ? result(GOOD, Kind.MOVED) : result(GOOD, Kind.FINAL));
        CountDownLatch five = turns.after(GOOD, 5);
        start();
        assertThat(five.await(10, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(100);
        assertThat(turns.count(GOOD)).isEqualTo(5);
        assertThat(driver.touched()).isEmpty();
    }

    @Test
    void aTurnThatThrowsDelaysNobodyElseAndIsTriedAgainAfterAPause() throws InterruptedException {
        turns.answer(BAD, () -> {
            throw new IllegalStateException("broken");
        });
        turns.answer(GOOD, () -> result(GOOD, Kind.MOVED));
        CountDownLatch many = turns.after(GOOD, 20);
        start();
        assertThat(many.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(turns.count(BAD))
                .as("pauses of 1 s and more after a failure")
                .isLessThan(4);
        assertThat(turns.errors).containsKey(BAD);
    }

    @Test
    void aTurnThatHangsIsInterruptedAndItsPlaceGivenAway() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        turns.answer(BAD, () -> {
            try {
                Thread.sleep(Duration.ofMinutes(5));
                return result(BAD, Kind.MOVED);
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new IllegalStateException("interrupted", e);
            }
        });
        turns.answer(GOOD, () -> result(GOOD, Kind.MOVED));
        CountDownLatch many = turns.after(GOOD, 20);
        start();
        assertThat(many.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRequestIsNeverTurnedTwiceAtOnceAndNotMoreAreTurnedThanAllowed() throws InterruptedException {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            RequestName name = new RequestName("r" + i);
            turns.answer(name, () -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                pause(5);
                now.decrementAndGet();
                return result(name, Kind.MOVED);
            });
        }
        CountDownLatch many = turns.after(new RequestName("r4"), 3);
        start();
        assertThat(many.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isEqualTo(2);
        assertThat(turns.overlapped).isFalse();
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsToldAndAskedAgain() throws InterruptedException {
        turns.answer(GOOD, () -> result(GOOD, Kind.MOVED));
        turns.blind.set(1);
        CountDownLatch once = turns.after(GOOD, 1);
        start();
        assertThat(once.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(turns.toldBlind.get()).isEqualTo(1);
    }

    @Test
    void aRequestThatWaitsIsLeftAloneUntilItsNextLook() throws InterruptedException {
        turns.answer(
                GOOD,
                () -> new TurnResult(
                        Requests.request("good", RequestStatus.ACTIVE),
                        Kind.WAITING,
                        "",
                        Instant.now().plusSeconds(60)));
        CountDownLatch once = turns.after(GOOD, 1);
        start();
        assertThat(once.await(10, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(200);
        assertThat(turns.count(GOOD)).isEqualTo(1);
        assertThat(driver.touched()).containsExactly(GOOD);
    }

    private void start() {
        Thread thread = Thread.ofPlatform().daemon().start(driver::run);
        assertThat(thread.isAlive()).isTrue();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TurnResult result(RequestName name, Kind kind) {
        return new TurnResult(Requests.request(name.value(), RequestStatus.ACTIVE), kind, "", Instant.now());
    }

    /** Answers as told; everything it was told about is due, the bad ones first. */
    private static final class FakeTurns implements Turns, DriverListener {
        private final Map<RequestName, java.util.function.Supplier<TurnResult>> answers = new ConcurrentHashMap<>();
        private final Map<RequestName, AtomicInteger> counts = new ConcurrentHashMap<>();
        private final Map<RequestName, AtomicInteger> running = new ConcurrentHashMap<>();
        private final Map<RequestName, CountDownLatch> latches = new ConcurrentHashMap<>();
        private final Map<RequestName, RuntimeException> errors = new ConcurrentHashMap<>();
        private final AtomicInteger blind = new AtomicInteger();
        private final AtomicInteger toldBlind = new AtomicInteger();
        private volatile boolean overlapped;

        void answer(RequestName name, java.util.function.Supplier<TurnResult> answer) {
            answers.put(name, answer);
            counts.put(name, new AtomicInteger());
            running.put(name, new AtomicInteger());
        }

        CountDownLatch after(RequestName name, int turns) {
            CountDownLatch latch = new CountDownLatch(turns);
            latches.put(name, latch);
            return latch;
        }

        int count(RequestName name) {
            return of(counts, name).get();
        }

        @Override
        public List<RequestName> due(int limit) {
            if (blind.getAndDecrement() > 0) {
                throw new ServiceUnavailableException("database", "down");
            }
            return answers.keySet().stream()
                    .sorted(java.util.Comparator.comparing(RequestName::value))
                    .limit(limit)
                    .toList();
        }

        @Override
        public TurnResult turn(RequestName name) {
            of(counts, name).incrementAndGet();
            if (of(running, name).incrementAndGet() > 1) {
                overlapped = true;
            }
            CountDownLatch latch = latches.get(name);
            try {
                return java.util.Objects.requireNonNull(answers.get(name)).get();
            } finally {
                of(running, name).decrementAndGet();
                if (latch != null) {
                    latch.countDown();
                }
            }
        }

        @Override
        public void failed(RequestName name, RuntimeException error, Duration pause) {
            errors.put(name, error);
        }

        @Override
        public void blind(RuntimeException error, Duration pause) {
            toldBlind.incrementAndGet();
        }

        private static AtomicInteger of(Map<RequestName, AtomicInteger> map, RequestName name) {
            return java.util.Objects.requireNonNull(map.get(name));
        }
    }
}
