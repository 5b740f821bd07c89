package org.wms2.server.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.id.SiteName;

/** What one attempt of a DAG has in HTCondor below its DAGMan: work units, each with its inner DAGMan and its jobs. */
final class DagRun {
    private static final int LANDINGS = 3;
    private static final int EXIT_OF_A_BAD_SITE = 60_450;

    /** One work unit under way. */
    private static final class Running {
        final Unit unit;
        final Set<SiteName> tried = new TreeSet<>();
        int landings;

        Running(Unit unit) {
            this.unit = unit;
        }
    }

    private final Farm farm;
    private final SubmitDirectory directory;
    private final int attempt;
    private final Runnable allEnded;
    private final Deque<Unit> waiting = new ArrayDeque<>();
    private final TreeMap<Integer, Running> running = new TreeMap<>();
    private final List<Runnable> unseen = new ArrayList<>();
    private boolean watched = true;
    private boolean killed;
    private long lingering;
    private Instant lingersUntil = Instant.MIN;

    DagRun(Farm farm, SubmitDirectory directory, Runnable allEnded) {
        this.farm = farm;
        this.directory = directory;
        this.attempt = directory.attempt;
        this.allEnded = allEnded;
    }

    /** From what the rescue file says, or from the beginning; retries begin anew. */
    void begin() {
        SubmitDirectory.Rescue rescue = directory.rescue;
        directory.done.clear();
        directory.failed.clear();
        directory.started.clear();
        if (rescue != null) {
            directory.done.addAll(rescue.done());
            directory.started.addAll(rescue.done());
        }
        directory.units.stream()
                .filter(u -> !directory.done.contains(u.ordinal()))
                .forEach(waiting::add);
        fill();
    }

    /** Whether DAGMan itself is there to see what ends and to start what comes next; jobs go on without it. */
    void watched(boolean yes) {
        watched = yes;
        if (yes) {
            List.copyOf(unseen).forEach(Runnable::run);
            unseen.clear();
            fill();
        }
    }

    /** Nothing new begins any more. */
    void halt() {
        waiting.clear();
        fill();
    }

    /** Everything is removed; some jobs take a while to leave the queue. */
    void kill(Duration leaving) {
        if (!killed) {
            lingering = jobs();
            lingersUntil = farm.time.instant().plus(leaving);
            killed = true;
        }
    }

    boolean isAlive() {
        return !killed && !running.isEmpty();
    }

    /** Inner DAGMans and their jobs that are in the queue. */
    long left() {
        if (killed) {
            return farm.time.instant().isBefore(lingersUntil) ? lingering : 0;
        }
        return jobs();
    }

    private long jobs() {
        return running.values().stream().mapToLong(r -> 1L + r.unit.jobs()).sum();
    }

    private void fill() {
        if (killed || !watched) {
            return;
        }
        while (running.size() < directory.header.throttles().workUnits() && !waiting.isEmpty()) {
            Unit unit = waiting.remove();
            directory.started.add(unit.ordinal());
            Running run = new Running(unit);
            running.put(unit.ordinal(), run);
            if (directory.manifests.containsKey(unit.ordinal())) {
                // Its own rescue file knows that only DAGMan had not heard of its end.
                farm.time.in(Duration.ofSeconds(20), () -> end(run, () -> directory.done.add(unit.ordinal())));
            } else {
                land(run);
            }
        }
        if (running.isEmpty() && waiting.isEmpty()) {
            allEnded.run();
        }
    }

    private void land(Running run) {
        int slots = farm.slots.most(
                Math.min(run.unit.jobs(), directory.header.throttles().processing()));
        farm.slots.ask(slots, directory.priority, () -> landed(run, slots));
    }

    private void landed(Running run, int slots) {
        if (killed) {
            farm.slots.giveBack(slots);
            return;
        }
        SiteName site = farm.land(run.unit.sites(), run.tried);
        run.tried.add(site);
        run.landings++;
        Farm.Played played = farm.play(run.unit.jobs(), site);
        farm.time.in(played.busy(), () -> farm.slots.giveBack(slots));
        farm.time.in(played.until(), () -> processed(run, site, played.failed()));
    }

    private void processed(Running run, SiteName site, int failed) {
        if (killed) {
            return;
        }
        if (failed == 0) {
            Duration merge = farm.chance.between(Duration.ofMinutes(5), Duration.ofMinutes(30));
            farm.time.in(merge, () -> merged(run, site));
        } else if (run.landings < LANDINGS && run.unit.sites().size() > 1) {
            land(run);
        } else {
            Failure failure = new Failure(
                    run.unit.id(),
                    attempt,
                    site,
                    FailureCategory.SITE,
                    EXIT_OF_A_BAD_SITE,
                    failed,
                    "proc_000000",
                    "the job's software could not be set up");
            end(run, () -> {
                directory.failures.add(failure);
                directory.failed.put(run.unit.ordinal(), "POST script failed with status 1");
            });
        }
    }

    private void merged(Running run, SiteName site) {
        if (killed) {
            return;
        }
        directory.manifests.put(
                run.unit.ordinal(), Manifests.of(directory.header, run.unit, site, attempt, run.landings - 1));
        end(run, () -> directory.done.add(run.unit.ordinal()));
    }

    private void end(Running run, Runnable seen) {
        if (killed) {
            return;
        }
        running.remove(run.unit.ordinal());
        if (watched) {
            seen.run();
            fill();
        } else {
            unseen.add(seen);
        }
    }
}
