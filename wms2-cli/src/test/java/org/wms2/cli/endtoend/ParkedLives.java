package org.wms2.cli.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.wms2.domain.RequestView;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import org.wms2.server.wiring.Wiring;

/**
 * A program that lives through the whole life of a request once, to learn its steps, then drives one more request for each
 * step: each stands still there for good. When all of them do, the program dies, with no chance to tidy up. One process
 * so dies at every step at once. Arguments: a {@link Plot}, the scenario, what names end in, whether to stop before each
 * step too (the world is the same there as after the step before).
 */
final class ParkedLives {
    private static final long EVENTS = 10;

    private final Engine engine;
    private final PretendedCms cms;
    private final Plot plot;
    private final String scenario;
    private final String ending;

    private ParkedLives(Engine engine, PretendedCms cms, Plot plot, String scenario, String ending) {
        this.engine = engine;
        this.cms = cms;
        this.plot = plot;
        this.scenario = scenario;
        this.ending = ending;
    }

    /** What becomes of a request. */
    enum Plot {
        /** It completes. */
        COMPLETE,
        /** Somebody aborts it when its DAG runs. */
        ABORT,
        /** Somebody stops it when its DAG runs, and it goes back into the queue. */
        REQUEUE
    }

    /** Prints a line for every request: its name, a tab, its step. */
    public static void main(String[] arguments) throws InterruptedException {
        PretendedCms cms = new PretendedCms(TestHome.required());
        boolean both = Boolean.parseBoolean(arguments[3]);
        try (Engine engine =
                Wiring.open(Life.settings(), Need.RUN, line -> System.err.println(line), WatchedPorts::around)) {
            ParkedLives lives = new ParkedLives(engine, cms, Plot.valueOf(arguments[0]), arguments[1], arguments[2]);
            List<String> steps = lives.learn();
            lives.parkAtEach(both ? steps : lives.telling(steps), both);
            System.err.println("dies with all of them");
            System.out.flush();
            Runtime.getRuntime().halt(Ended.KILLED);
        }
    }

    private List<String> learn() throws InterruptedException {
        List<String> steps = new ArrayList<>();
        WatchedPorts.watch((moment, step) -> {
            if (moment == WatchedPorts.Moment.AFTER) {
                steps.add(step);
            }
        });
        // What comes before the wish dies without it.
        live("alive", steps::clear);
        System.err.println("steps: " + steps);
        return steps;
    }

    /** Without what another plot shows, and without steps of another block or output. */
    private List<String> telling(List<String> steps) {
        if (plot != Plot.REQUEUE) {
            return steps.stream().filter(s -> !s.contains(" #")).toList();
        }
        int runsAgain = steps.stream()
                .map(s -> s.startsWith("(DAG submitted to running"))
                .toList()
                .indexOf(true);
        return steps.subList(0, runsAgain + 1);
    }

    private void parkAtEach(List<String> steps, boolean both) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        CountDownLatch standing = new CountDownLatch(steps.size() * (both ? 2 : 1));
        for (int i = 0; i < steps.size(); i++) {
            all.add(parked("after" + i, WatchedPorts.Moment.AFTER, steps.get(i), standing));
            if (both) {
                all.add(parked("before" + i, WatchedPorts.Moment.BEFORE, steps.get(i), standing));
            }
        }
        all.forEach(Thread::start);
        standing.await();
    }

    private Thread parked(String word, WatchedPorts.Moment moment, String where, CountDownLatch standing) {
        return Thread.ofPlatform().daemon().name(word).unstarted(() -> {
            WatchedPorts.watch((when, step) -> {
                if (when == moment && step.equals(where)) {
                    System.out.println(name(word) + "\t" + moment + " " + step);
                    standing.countDown();
                    standStill();
                }
            });
            try {
                live(word, () -> {});
                System.out.println(name(word) + "\tnever came to " + moment + " " + where);
            } catch (RuntimeException | InterruptedException e) {
                System.out.println(name(word) + "\tbroke on its way to " + moment + " " + where + ": " + e);
            }
            standing.countDown();
        });
    }

    private void live(String word, Runnable wished) throws InterruptedException {
        cms.create(scenario, name(word));
        Life life = new Life(engine, new RequestName(name(word)));
        life.importIt(EVENTS);
        if (plot != Plot.COMPLETE) {
            life.driveUntil(ParkedLives::works);
            boolean abort = plot == Plot.ABORT;
            engine.wish(
                    life.name(),
                    new NewWish(abort ? WishKind.ABORT : WishKind.STOP, !abort, false, null, "test", "killed"));
            wished.run();
        }
        life.driveUntil(Life::ended);
    }

    /** Its DAGMan has begun: one that never started leaves no last word when it is removed. */
    private static boolean works(RequestView view) {
        return view.units().byStatus().getOrDefault(WorkUnitStatus.RUNNING, 0L) > 0 || Life.ended(view);
    }

    private String name(String word) {
        return scenario + "-" + word + "-" + ending;
    }

    private static void standStill() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
