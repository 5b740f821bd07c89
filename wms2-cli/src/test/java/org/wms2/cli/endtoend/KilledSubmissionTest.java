package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever dies between the intent to submit and the stored "running", the next {@code wms2 import} completes the request
 * and one DAGMan alone ever ran (docs/adr/0004).
 */
@Tag("htcondor")
class KilledSubmissionTest {
    /** One job. */
    private static final String EVENTS = "10";

    private static final int AT_ONCE = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static TestHome home;
    private static TestedPool pool;
    private static PretendedCms cms;
    private static Wms2Command wms2;
    private static ExecutorService runs;
    private static String time;

    @BeforeAll
    static void findTheHome() {
        home = TestHome.required();
        pool = new TestedPool(home);
        cms = new PretendedCms(home);
        wms2 = Wms2Command.withShortLease(home);
        runs = Executors.newFixedThreadPool(AT_ONCE);
        time = DateTimeFormatter.ofPattern("HHmmss").withZone(ZoneOffset.UTC).format(Instant.now());
    }

    @AfterAll
    static void stop() {
        if (runs != null) {
            runs.shutdownNow();
        }
    }

    @TestFactory
    Stream<DynamicTest> killed_between_any_two_steps_of_the_submission() {
        String alive = request("alive");
        Ended lived = wms2.runTestClass(KilledImport.class, alive, EVENTS, WatchedPorts.Moment.AFTER.name(), "0")
                .exits(0);
        int steps = Integer.parseInt(lived.out().strip());
        // Intent; submitted on hold; cluster fixed; intent to release; released; running.
        assertThat(steps).as("steps of a submission, of %s", lived.err()).isGreaterThanOrEqualTo(6);
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(later("nowhere, left by its driver alone", () -> goesOnToOneDagMan(alive)));
        for (int step = 1; step <= steps; step++) {
            for (WatchedPorts.Moment moment : WatchedPorts.Moment.values()) {
                // Before a step the world is as it was after the one before.
                if (moment == WatchedPorts.Moment.AFTER || step == 1 || Boolean.getBoolean("wms2.exhaustive")) {
                    int fatal = step;
                    String what = "killed " + moment + " step " + fatal + " of " + steps;
                    tests.add(later(what, () -> killedAt(moment, fatal)));
                }
            }
        }
        System.out.println("submission: " + steps + " steps, " + (tests.size() - 1) + " places to die");
        return tests.stream();
    }

    @Test
    void killed_by_sigkill_as_soon_as_it_says_that_the_dag_is_on_hold() {
        String request = request("sigkill");
        Running importing = wms2.start("import", request, "--max-events", EVENTS);
        importing.awaitTalk("on hold", PATIENCE);
        importing.kill();
        importing.ended(PATIENCE).exits(Ended.KILLED);

        goesOnToOneDagMan(request);
    }

    private static void killedAt(WatchedPorts.Moment moment, int step) {
        String request = request(moment.name().toLowerCase(java.util.Locale.ROOT) + step);
        Ended killed = wms2.runTestClass(KilledImport.class, request, EVENTS, moment.name(), String.valueOf(step))
                .exits(Ended.KILLED);
        assertThat(killed.err()).contains("dies " + moment + " step " + step);

        goesOnToOneDagMan(request);
    }

    private static void goesOnToOneDagMan(String request) {
        CompletedRequest completed = CompletedRequest.of(
                home, wms2.run("import", request, "--json").exits(0).json());
        completed.hadOneDagMan(pool);
        completed.isRegisteredOnce(cms);
        assertThat(completed.eventsOnDisk().values()).isNotEmpty().containsOnly(Long.valueOf(EVENTS));
    }

    private static String request(String what) {
        String name = "demo-gen-" + what + "-" + time;
        cms.create("demo-gen", name);
        return name;
    }

    /** A test that runs from now on beside others, and tells when its turn comes. */
    private static DynamicTest later(String name, Runnable test) {
        Future<?> run = runs.submit(test);
        return dynamicTest(name, () -> {
            try {
                run.get();
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        });
    }
}
