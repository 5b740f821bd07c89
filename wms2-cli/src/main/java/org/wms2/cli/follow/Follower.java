package org.wms2.cli.follow;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.Signals;
import org.wms2.domain.RequestView;
import org.wms2.domain.TurnResult;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.ClaimView;
import org.wms2.server.driver.Driver;
import org.wms2.server.driver.DriverLimits;
import org.wms2.server.driver.DriverListener;
import org.wms2.server.driver.Turns;
import org.wms2.server.wiring.Engine;

/**
 * Drives one request as far as it may (under another process' claim it only watches) and shows its progress. Leaving
 * early leaves everything running: claims are given back, the DAG stays in its queue.
 */
public final class Follower {
    private static final int GIVE_UP_AFTER = 5;
    private static final long LOOK_MILLIS = 1_000;
    private static final long REST_MILLIS = 200;

    private final App app;
    private final Engine engine;
    private final DriverLimits limits;

    public Follower(App app, Engine engine, DriverLimits limits) {
        this.app = app;
        this.engine = engine;
        this.limits = limits;
    }

    /**
     * What following came to.
     *
     * @param view the last one; empty if it was interrupted before there was one
     */
    public record Followed(Optional<RequestView> view, boolean interrupted) {}

    /**
     * Follows.
     *
     * @param known moves that are not told
     * @throws RuntimeException of a turn that failed five times in a row for a reason that waiting does not change
     */
    public Followed follow(RequestName name, Until until, int known) {
        Bell bell = new Bell();
        Driver driver = new Driver(only(name), limits, InstantSource.system(), bell);
        Progress progress = new Progress(app.talk(), known);
        try (Signals.Watch watch = app.signals().watch(bell::interrupt)) {
            Thread thread = Thread.ofPlatform().daemon().name("driver").start(driver::run);
            try {
                Optional<RequestView> view = watch(name, until, bell, progress);
                return new Followed(view, bell.interrupted);
            } finally {
                driver.close();
                join(thread);
                engine.releaseClaims(driver.touched());
                app.talk().clear();
                if (bell.interrupted) {
                    app.talk().line(Words.leftAlone(name));
                }
            }
        }
    }

    private Optional<RequestView> watch(RequestName name, Until until, Bell bell, Progress progress) {
        Optional<RequestView> last = Optional.empty();
        while (!bell.interrupted) {
            bell.throwIfHopeless();
            try {
                RequestView view = engine.show(name);
                last = Optional.of(view);
                progress.update(view);
                progress.trouble(trouble(view, bell));
                if (isEnough(view, until, bell)) {
                    return last;
                }
            } catch (Wms2Exception e) {
                if (!e.code().retryable()) {
                    throw e;
                }
                progress.trouble(e.text() + "; trying again");
            }
            bell.await();
        }
        return last;
    }

    private String trouble(RequestView view, Bell bell) {
        Optional<String> other = view.claim()
                .filter(ClaimView::live)
                .map(ClaimView::owner)
                .filter(owner -> !owner.equals(engine.identity().process()));
        return other.map(owner -> name(view) + " is driven by " + owner + ": only watching")
                .orElse(bell.trouble);
    }

    /** A request that rests is followed on while somebody wishes something of it, such as its release. */
    private boolean isEnough(RequestView view, Until until, Bell bell) {
        RequestStatus status = view.request().status();
        boolean rests = status.phase() == RequestStatus.Phase.RESTING
                && engine.wishes(view.request().name()).isEmpty();
        boolean owes = view.request().owing() && !bell.isQuiet();
        boolean ended = (status.isFinal() && !owes) || rests;
        return switch (until) {
            case THE_END -> ended;
            case DAG_RUNS ->
                ended
                        || view.dags().stream()
                                .anyMatch(d -> d.status() == DagStatus.RUNNING
                                        || !d.status().isOpen())
                        || bell.waits(status);
        };
    }

    private Turns only(RequestName name) {
        return new Turns() {
            @Override
            public List<RequestName> due(int limit) {
                return List.of(name);
            }

            @Override
            public TurnResult turn(RequestName due) {
                return engine.turn(due);
            }

            @Override
            public void renew(RequestName running) {
                engine.renew(running);
            }

            @Override
            public void quarantine(RequestName failing, String why) {
                engine.quarantine(failing, why);
            }
        };
    }

    private static String name(RequestView view) {
        return view.request().name().value();
    }

    private static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the driver's threads tell the one that shows: rings once per turn. */
    private static final class Bell implements DriverListener {
        private final Semaphore rings = new Semaphore(0);
        private final AtomicReference<@Nullable RuntimeException> hopeless = new AtomicReference<>();
        private volatile boolean interrupted;
        private volatile String trouble = "";
        private volatile @Nullable TurnResult latest;
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public void turned(TurnResult result) {
            failures.set(0);
            trouble = "";
            latest = result;
            rings.release();
        }

        @Override
        public void failed(RequestName name, RuntimeException error, Duration pause) {
            boolean passes =
                    error instanceof Wms2Exception known && known.code().retryable();
            if (passes) {
                failures.set(0);
            } else if (failures.incrementAndGet() >= GIVE_UP_AFTER) {
                hopeless.set(error);
            }
            trouble = (error.getMessage() == null ? error.toString() : error.getMessage()) + "; trying again";
            rings.release();
        }

        void interrupt() {
            interrupted = true;
            rings.release();
        }

        /** Whether nothing is to be done at this moment: what a final request owes is then left to a server. */
        boolean isQuiet() {
            TurnResult result = latest;
            return result != null && result.kind() != TurnResult.Kind.MOVED;
        }

        boolean waits(RequestStatus status) {
            return isQuiet() && (status == RequestStatus.SUBMITTED || status == RequestStatus.QUEUED);
        }

        void throwIfHopeless() {
            RuntimeException error = hopeless.get();
            if (error != null) {
                throw error;
            }
        }

        /** Until a turn has ended, at most a second; then a short rest, as many turns may end at once. */
        void await() {
            try {
                if (rings.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS) && !interrupted) {
                    Thread.sleep(REST_MILLIS);
                }
                rings.drainPermits();
            } catch (InterruptedException e) {
                interrupted = true;
                Thread.currentThread().interrupt();
            }
        }
    }
}
