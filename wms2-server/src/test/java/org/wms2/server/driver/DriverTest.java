package org.wms2.server.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wms2.domain.TurnResult;
import org.wms2.domain.TurnResult.Kind;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;

/** The driver with turns of our own and a clock that a test moves. */
@Timeout(30)
class DriverTest {
    private static final Duration TURN_TIMEOUT = Duration.ofMinutes(10);
    private static final int STRIKES = 3;
    private static final Duration WATCH = Duration.ofSeconds(2);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    private final InstantSource clock = now::get;
    private final HandTurns turns = new HandTurns(clock);
    private final Heard heard = new Heard();
    private @Nullable Driver driver;

    private Driver start(int concurrentTurns, Turns driven) {
        DriverLimits limits = limits(concurrentTurns, Duration.ofMillis(100));
        Driver made = new Driver(driven, limits, clock, heard);
        Thread.ofPlatform().daemon().name("driver under test").start(made::run);
        driver = made;
        return made;
    }

    private static DriverLimits limits(int concurrentTurns, Duration stopTimeout) {
        return new DriverLimits(
                concurrentTurns,
                TURN_TIMEOUT,
                Duration.ofMillis(20),
                STRIKES,
                Duration.ofMillis(2),
                WATCH,
                stopTimeout);
    }

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come true in 20 s").isLessThan(deadline);
            pause(1);
        }
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Many more looks at who is due than one; nothing that is going to happen at this time is still to come. */
    private static void settle() {
        pause(40);
    }

    @Test
    void noMoreTurnsRunAtOnceThanAllowed() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            String name = "r" + i;
            turns.with(name, () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                hold(gate);
                running.decrementAndGet();
                return turns.result(name, Kind.WAITING);
            });
        }
        Driver started = start(3, turns);
        await(() -> running.get() == 3);
        settle();
        assertThat(started.running()).isEqualTo(3);

        gate.countDown();
        await(() -> heard.turned.size() == 8);

        assertThat(most).hasValue(3);
        assertThat(turns.begun).doesNotHaveDuplicates();
    }

    @Test
    void aRequestIsNeverTurnedByTwoThreadsAtOnce() {
        CountDownLatch gate = new CountDownLatch(1);
        turns.with("slow", () -> {
            hold(gate);
            return turns.result("slow", Kind.WAITING);
        });
        start(5, turns);
        await(() -> turns.turnsOf("slow") == 1);
        settle();

        assertThat(turns.turnsOf("slow")).isEqualTo(1);
        gate.countDown();
    }

    @Test
    void oneThatThrowsDelaysNobodyAndIsTriedAgainAfterLongerAndLongerPauses() {
        turns.with("broken", () -> {
            throw new IllegalStateException("no luck");
        });
        turns.waiting("healthy");
        start(1, turns);
        await(() -> heard.turned.contains("healthy") && heard.failures.size() == 1);
        settle();
        assertThat(turns.turnsOf("broken")).as("it is left alone for a second").isEqualTo(1);

        for (int failures = 1; failures < 8; failures++) {
            int expected = failures + 1;
            now.updateAndGet(t -> t.plus(heard.failures.getLast().pause()));
            await(() -> heard.failures.size() == expected);
        }

        assertThat(heard.failures)
                .extracting(f -> f.pause().toSeconds())
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(heard.failures)
                .extracting(Heard.Failure::name, Heard.Failure::message)
                .containsOnly(org.assertj.core.groups.Tuple.tuple("broken", "no luck"));
        assertThat(turns.turnsOf("healthy")).isEqualTo(1);
    }

    @Test
    void oneThatThrowsTimeAndAgainIsQuarantinedWithTheError() {
        turns.with("broken", () -> {
            throw new IllegalStateException("no luck");
        });
        start(1, turns);
        for (int failures = 1; failures <= STRIKES; failures++) {
            int expected = failures;
            await(() -> heard.failures.size() == expected);
            assertThat(turns.quarantined.isEmpty()).isEqualTo(failures < STRIKES);
            now.updateAndGet(t -> t.plus(heard.failures.getLast().pause()));
        }

        assertThat(turns.quarantined).containsOnlyKeys("broken");
        assertThat(turns.quarantined.get("broken")).contains("no luck");
    }

    @Test
    void aDatabaseThatDoesNotAnswerQuarantinesNobody() {
        turns.with("waiting", () -> {
            throw new Wms2Exception(ErrorCode.DATABASE_UNAVAILABLE, "no connection");
        });
        start(1, turns);
        for (int failures = 1; failures <= 3 * STRIKES; failures++) {
            int expected = failures;
            await(() -> heard.failures.size() == expected);
            now.updateAndGet(t -> t.plus(heard.failures.getLast().pause()));
        }

        assertThat(turns.quarantined).isEmpty();
    }

    @Test
    void oneThatIsLateTimeAndAgainIsQuarantinedWhateverItsTurnsSay() {
        turns.with("late", () -> {
            try {
                hold(new CountDownLatch(1));
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("interrupted");
            }
            return turns.result("late", Kind.MOVED);
        });
        start(1, turns);
        for (int turn = 1; turn <= STRIKES; turn++) {
            int expected = turn;
            await(() -> turns.turnsOf("late") == expected);
            assertThat(turns.quarantined).isEmpty();
            now.updateAndGet(t -> t.plus(TURN_TIMEOUT).plusSeconds(1));
        }

        await(() -> turns.quarantined.containsKey("late"));
        assertThat(turns.quarantined.get("late")).contains("600 s", "turn-timeout");
    }

    @Test
    void oneThatDoesNotEvenEndWhenItIsInterruptedIsQuarantinedAMinuteLater() {
        CountDownLatch never = new CountDownLatch(1);
        turns.with("deaf", () -> {
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    assertThat(e).isNotNull();
                }
            }
            return turns.result("deaf", Kind.WAITING);
        });
        start(1, turns);
        await(() -> turns.turnsOf("deaf") == 1);
        now.updateAndGet(t -> t.plus(TURN_TIMEOUT).plusSeconds(1));
        settle();
        assertThat(turns.quarantined).isEmpty();

        now.updateAndGet(t -> t.plusSeconds(61));

        await(() -> turns.quarantined.containsKey("deaf"));
        never.countDown();
    }

    @Test
    void theClaimOfATurnThatRunsForLongIsRenewedUntilItEnds() {
        CountDownLatch gate = new CountDownLatch(1);
        turns.with("long", () -> {
            hold(gate);
            return turns.result("long", Kind.WAITING);
        });
        turns.waiting("short");
        start(2, turns);
        await(() -> turns.turnsOf("long") == 1 && heard.turned.contains("short"));
        now.updateAndGet(t -> t.plusSeconds(1));

        await(() -> turns.renewed.size() >= 3);
        gate.countDown();
        await(() -> heard.turned.contains("long"));
        settle();
        int beats = turns.renewed.size();
        settle();

        assertThat(turns.renewed).hasSize(beats).containsOnly("long");
    }

    @Test
    void anErrorOfTheMachineIsPausedAfterLikeAnyOther() {
        turns.with("deep", () -> {
            throw new StackOverflowError("too deep");
        });
        start(1, turns);
        await(() -> !heard.failures.isEmpty());
        settle();

        assertThat(turns.turnsOf("deep")).isEqualTo(1);
        assertThat(heard.failures)
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("too deep"));
    }

    @Test
    void aSuccessForgetsTheFailuresBeforeIt() {
        AtomicInteger count = new AtomicInteger();
        turns.with("moody", () -> {
            if (count.incrementAndGet() % 2 == 1) {
                throw new IllegalStateException("every other time");
            }
            return turns.result("moody", Kind.MOVED);
        });
        start(1, turns);
        await(() -> heard.failures.size() == 1);
        now.updateAndGet(t -> t.plusSeconds(1));
        await(() -> heard.failures.size() == 2);

        assertThat(heard.failures).extracting(Heard.Failure::pause).containsOnly(Duration.ofSeconds(1));
    }

    @Test
    void oneThatHangsIsInterruptedAndItsPlaceGivenToAnotherButIsNotTurnedTwice() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        turns.with("hanging", () -> {
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
            }
            return turns.result("hanging", Kind.WAITING);
        });
        turns.waiting("patient");
        start(1, turns);
        await(() -> turns.turnsOf("hanging") == 1);
        settle();
        assertThat(turns.turnsOf("patient")).isZero();

        now.updateAndGet(t -> t.plus(TURN_TIMEOUT).plusSeconds(1));
        await(() -> heard.turned.contains("patient"));

        await(interrupted::get);
        settle();
        assertThat(turns.turnsOf("hanging")).isEqualTo(1);
        never.countDown();
    }

    @Test
    void whatMovedIsTurnedAgainAtOnceAndWhatWaitsWhenItsTimeHasCome() {
        AtomicInteger moves = new AtomicInteger();
        turns.with("busy", () -> turns.result("busy", moves.incrementAndGet() < 5 ? Kind.MOVED : Kind.WAITING));
        start(1, turns);
        await(() -> turns.turnsOf("busy") == 5);
        settle();
        assertThat(turns.turnsOf("busy")).isEqualTo(5);

        now.updateAndGet(t -> t.plus(Duration.ofHours(1)));

        await(() -> turns.turnsOf("busy") == 6);
    }

    @Test
    void aRequestOfAnotherProcessIsLookedAtNowAndThen() {
        turns.with("theirs", () -> turns.result("theirs", Kind.WATCHING));
        start(1, turns);
        await(() -> heard.turned.size() == 1);
        settle();
        assertThat(heard.turned).hasSize(1);

        now.updateAndGet(t -> t.plus(WATCH));

        await(() -> heard.turned.size() == 2);
    }

    @Test
    void whatWasTurnedAndIsNotFinalMayBeClaimedByUs() {
        turns.waiting("alive").with("over", () -> turns.result("over", Kind.FINAL));
        Driver started = start(2, turns);
        await(() -> heard.turned.size() == 2);

        assertThat(started.touched()).isEqualTo(Set.of(new RequestName("alive")));
    }

    @Test
    void oneThatAlwaysMovesStarvesNobody() {
        turns.with("restless", () -> {
            now.updateAndGet(t -> t.plusMillis(1));
            return turns.result("restless", Kind.MOVED);
        });
        turns.waiting("patient");
        start(1, turns);

        await(() -> heard.turned.contains("patient"));
    }

    @Test
    void whenNobodyCanBeAskedItIsToldAndAskedAgainLater() {
        AtomicInteger asked = new AtomicInteger();
        Turns blind = new Turns() {
            @Override
            public List<RequestName> due(int limit) {
                asked.incrementAndGet();
                throw new IllegalStateException("database down");
            }

            @Override
            public TurnResult turn(RequestName name) {
                throw new IllegalStateException("nobody is due");
            }

            @Override
            public void renew(RequestName name) {
                throw new IllegalStateException("nobody is due");
            }

            @Override
            public void quarantine(RequestName name, String why) {
                throw new IllegalStateException("nobody is due");
            }
        };
        Driver started = start(1, blind);
        await(() -> !heard.blindFor.isEmpty());
        settle();

        assertThat(asked).hasValue(1);
        assertThat(heard.blindFor).containsExactly(Duration.ofSeconds(1));
        started.stop();
    }

    @Test
    void aStopLetsRunningTurnsEndAndBeginsNoOther() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        turns.with("running", () -> {
            hold(gate);
            return turns.result("running", Kind.MOVED);
        });
        Driver stopped = new Driver(turns, limits(1, Duration.ofSeconds(20)), InstantSource.system(), heard);
        Thread thread = Thread.ofPlatform().start(stopped::run);
        await(() -> turns.turnsOf("running") == 1);

        stopped.stop();
        thread.join();
        assertThat(stopped.running()).isEqualTo(1);
        Thread.ofVirtual().start(gate::countDown);
        stopped.close();

        assertThat(heard.turned).containsExactly("running");
        assertThat(stopped.running()).isZero();
        assertThat(turns.turnsOf("running")).isEqualTo(1);
    }

    @Test
    void aCloseInterruptsWhatDoesNotEndInTime() {
        turns.with("endless", () -> {
            hold(new CountDownLatch(1));
            return turns.result("endless", Kind.WAITING);
        });
        Driver impatient = new Driver(turns, limits(1, Duration.ofMillis(20)), InstantSource.system(), heard);
        Thread.ofPlatform().daemon().start(impatient::run);
        await(() -> turns.turnsOf("endless") == 1);

        impatient.close();

        assertThat(impatient.running()).isZero();
        assertThat(heard.failures).extracting(Heard.Failure::message).containsExactly("interrupted");
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        turns.with("told", () -> turns.result("told", Kind.MOVED));
        DriverListener rude = new DriverListener() {
            @Override
            public void turned(TurnResult result) {
                throw new IllegalStateException("rude");
            }
        };
        Driver started = new Driver(turns, limits(1, Duration.ofSeconds(20)), InstantSource.system(), rude);
        Thread.ofPlatform().daemon().start(started::run);

        await(() -> turns.turnsOf("told") > 3);

        started.close();
    }
}
