package org.wms2.server.driver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.domain.TurnResult;
import org.wms2.ports.id.RequestName;

/**
 * Turns requests, each on a virtual thread of its own, so that one that throws or hangs delays no other. A request is
 * never turned by two threads at once; a turn that takes too long is interrupted and its place given to another
 * request, while the request itself is left alone until its thread has ended. Turns in a row that are late or throw end
 * in quarantine.
 */
public final class Driver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Driver.class);
    /** A turn that has not ended so long after it was interrupted will not end at all. */
    private static final Duration DEAF = Duration.ofMinutes(1);

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final Turns turns;
    private final DriverLimits limits;
    private final InstantSource clock;
    private final DriverListener listener;
    private final Strikes strikes;
    private final Heartbeat heartbeat;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<RequestName, InFlight> inFlight = new ConcurrentHashMap<>();
    private final Map<RequestName, Instant> notBefore = new ConcurrentHashMap<>();
    private final Map<RequestName, Integer> failures = new ConcurrentHashMap<>();
    private final Set<RequestName> touched = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private boolean woken;

    public Driver(Turns turns, DriverLimits limits, InstantSource clock, DriverListener listener) {
        this.turns = turns;
        this.limits = limits;
        this.clock = clock;
        this.listener = listener;
        this.strikes = new Strikes(turns, limits.strikes());
        this.heartbeat = new Heartbeat(turns, limits.heartbeat(), this::longTurns);
    }

    /** One running turn; late once it has been interrupted for taking too long. */
    private static final class InFlight {
        private final Instant since;
        private final Thread thread;
        private volatile boolean late;
        private volatile boolean givenUp;

        InFlight(Instant since, Thread thread) {
            this.since = since;
            this.thread = thread;
        }
    }

    /** Drives on the calling thread until {@link #stop} is called or the thread is interrupted. */
    public void run() {
        int blindTimes = 0;
        heartbeat.start();
        while (!stopping && !Thread.currentThread().isInterrupted()) {
            Duration pause;
            try {
                pause = startDue();
                blindTimes = 0;
            } catch (RuntimeException e) {
                blindTimes++;
                pause = BACKOFF.after(blindTimes);
                Duration told = pause;
                LOG.warn("cannot ask which requests are due, again in {} s: {}", told.toSeconds(), e.toString());
                tell(() -> listener.blind(e, told));
            }
            interruptLate();
            sleep(pause);
        }
        heartbeat.stop();
    }

    /** Ends {@link #run}; turns that run are left to end. Safe from any thread and a signal's. */
    public void stop() {
        stopping = true;
        wake();
    }

    /** Stops, and waits for the running turns; those that do not end in time are interrupted. */
    @Override
    public void close() {
        stop();
        Instant deadline = clock.instant().plus(limits.stopTimeout());
        for (InFlight turn : List.copyOf(inFlight.values())) {
            join(turn, Duration.between(clock.instant(), deadline));
        }
    }

    /** Requests that have been turned since the start and were not final: whose claims may be ours. */
    public Set<RequestName> touched() {
        return Set.copyOf(touched);
    }

    /** Turns that run now. */
    public int running() {
        return inFlight.size();
    }

    private Duration startDue() {
        int free = limits.concurrentTurns() - (int) onTime();
        if (free <= 0) {
            return limits.idle();
        }
        // Some of the due are on their way or paused: ask for more, so that they do not hide the others.
        List<RequestName> due = turns.due(free + inFlight.size() + notBefore.size());
        Instant now = clock.instant();
        Instant next = now.plus(limits.idle());
        for (RequestName name : new HashSet<>(notBefore.keySet())) {
            if (!due.contains(name)) {
                notBefore.remove(name);
            }
        }
        for (RequestName name : fairly(due)) {
            Instant after = notBefore.getOrDefault(name, Instant.MIN);
            if (after.isAfter(now)) {
                next = after.isBefore(next) ? after : next;
            } else if (free > 0 && !inFlight.containsKey(name)) {
                free--;
                start(name, now);
            }
        }
        return Duration.between(clock.instant(), next);
    }

    /** Who has waited longest comes first, those of one time by urgency: one that always moves starves nobody. */
    private List<RequestName> fairly(List<RequestName> due) {
        return due.stream()
                .sorted(Comparator.comparing(name -> notBefore.getOrDefault(name, Instant.MIN)))
                .toList();
    }

    private long onTime() {
        return inFlight.values().stream().filter(t -> !t.late).count();
    }

    private void start(RequestName name, Instant now) {
        Thread thread = Thread.ofVirtual().name("turn-" + name).unstarted(() -> turnOnce(name));
        inFlight.put(name, new InFlight(now, thread));
        thread.start();
    }

    private void turnOnce(RequestName name) {
        try {
            touched.add(name);
            TurnResult result = turns.turn(name);
            failures.remove(name);
            notBefore.put(name, nextTurn(result));
            if (!isLate(name)) {
                strikes.forget(name);
            }
            if (result.kind() == TurnResult.Kind.FINAL) {
                touched.remove(name);
            }
            tell(() -> listener.turned(result));
        } catch (RuntimeException e) {
            failed(name, e);
        } catch (Error e) {
            // Not only this thread must know: unpaused, the request would be turned again at once, for ever.
            failed(name, new IllegalStateException(e.toString(), e));
        } finally {
            if (isLate(name)) {
                endLate(name);
            }
            inFlight.remove(name);
            wake();
        }
    }

    private boolean isLate(RequestName name) {
        InFlight turn = inFlight.get(name);
        return turn != null && turn.late;
    }

    /** However it ended: that it was interrupted is no answer of anybody's, and it used up the request's time. */
    private void endLate(RequestName name) {
        // The interrupt was meant for the turn.
        boolean interrupted = Thread.interrupted();
        LOG.debug("late turn of {} has ended, interrupted {}", name, interrupted);
        strikes.strike(name, tooLong());
    }

    private String tooLong() {
        return "a turn took longer than " + limits.turnTimeout().toSeconds() + " s (turn-timeout)";
    }

    private void failed(RequestName name, RuntimeException error) {
        Duration pause = BACKOFF.after(failures.merge(name, 1, Integer::sum));
        notBefore.put(name, clock.instant().plus(pause));
        LOG.debug("turn of {} failed", name, error);
        if (!stopping && !isLate(name)) {
            strikes.thrown(name, error);
        }
        tell(() -> listener.failed(name, error, pause));
    }

    private Instant nextTurn(TurnResult result) {
        return switch (result.kind()) {
            case MOVED -> clock.instant();
            case WAITING -> result.nextLook();
            case FINAL -> Instant.MAX;
            case WATCHING -> clock.instant().plus(limits.watch());
        };
    }

    private void interruptLate() {
        Instant oldest = clock.instant().minus(limits.turnTimeout());
        for (Map.Entry<RequestName, InFlight> entry : inFlight.entrySet()) {
            InFlight turn = entry.getValue();
            if (!turn.late && turn.since.isBefore(oldest)) {
                turn.late = true;
                LOG.warn(
                        "turn of {} takes longer than {} s: interrupted",
                        entry.getKey(),
                        limits.turnTimeout().toSeconds());
                turn.thread.interrupt();
            } else if (turn.late && !turn.givenUp && turn.since.isBefore(oldest.minus(DEAF))) {
                turn.givenUp = true;
                Thread.ofVirtual()
                        .name("quarantine-" + entry.getKey())
                        .start(() -> strikes.quarantine(entry.getKey(), tooLong() + " and does not end"));
            }
        }
    }

    /** Whose claims are renewed. */
    private List<RequestName> longTurns() {
        Instant before = clock.instant().minus(limits.heartbeat().dividedBy(2));
        return inFlight.entrySet().stream()
                .filter(e -> !e.getValue().late && e.getValue().since.isBefore(before))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("a listener of the driver failed", e);
        }
    }

    private void sleep(Duration pause) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (!stopping && !woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void join(InFlight turn, Duration patience) {
        try {
            if (patience.isPositive() && turn.thread.join(patience)) {
                return;
            }
            turn.thread.interrupt();
            turn.thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            turn.thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
