package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A request that its driver leaves goes on in HTCondor, and is taken up again by name. */
@Tag("htcondor")
class LeavingTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int INTERRUPTED = 130;

    private static TestHome home;
    private static TestedPool pool;
    private static Wms2Command wms2;

    @BeforeAll
    static void findTheHome() {
        home = TestHome.required();
        pool = new TestedPool(home);
        wms2 = Wms2Command.plain(home);
    }

    @Test
    void a_server_that_was_away_for_longer_than_queue_and_history_remember_misses_nothing()
            throws InterruptedException {
        Running server = serve(wms2);
        String kept = left();
        String forgotten = left();
        server.interrupt();
        assertThat(server.ended(PATIENCE).exits(INTERRUPTED).err()).contains("what runs in HTCondor goes on");
        runsWithoutDriver(forgotten);
        Ended otherFlags = wms2.run("import", forgotten, "--max-events", "20").exits(4);
        assertThat(otherFlags.err()).contains(forgotten).contains("other options");

        endsUnseen(kept);
        endsUnseen(forgotten);
        pool.forget(pool.dagMans(dag(forgotten)).getFirst().cluster());
        assertThat(pool.dagMans(dag(forgotten))).as("in queue and history").isEmpty();

        server = serve(new Wms2Command(home, Map.of("WMS2_HOUSEKEEPING_INTERVAL", "2s")));
        for (String request : List.of(kept, forgotten)) {
            await(request + " is completed", () -> status(request).equals("completed"));
        }
        await("the server has taken the ended DAGMan out of the queue", () -> pool.kept(dag(kept)) == 0);
        server.interrupt();
        server.ended(PATIENCE).exits(INTERRUPTED);

        assertThat(pool.dagMans(dag(forgotten))).as("no second one").isEmpty();
        Ended again = wms2.run("import", forgotten, "--json").exits(4);
        assertThat(again.err()).contains(forgotten + " is completed").contains("not imported again");
        CompletedRequest completed = CompletedRequest.of(home, again.json());
        assertThat(completed.eventsOnDisk().values()).containsOnly(10L);
        assertThat(wms2.run("import", forgotten).exits(4).out()).contains(completed.datasets());
    }

    @Test
    void ctrl_c_leaves_the_dag_running_and_says_that_nobody_drives_it() {
        Running importing = wms2.start("import", "demo-gen", "--max-events", "10");
        importing.awaitTalk("submitted -> running", PATIENCE);
        importing.interrupt();
        Ended left = importing.ended(PATIENCE).exits(INTERRUPTED);
        String request = left.err().replaceFirst("(?s).*a new request of the simulated CMS, (\\S+)\\n.*", "$1");
        assertThat(left.err()).contains(nobodyDrives(request));
        runsWithoutDriver(request);

        goesOn(request);
    }

    private static void runsWithoutDriver(String request) {
        JsonNode shown = wms2.run("show", request, "--json").exits(0).json();
        assertThat(shown.has("drivenBy")).as("somebody drives %s", request).isFalse();
        JsonNode dag = shown.path("dags").path(0);
        assertThat(dag.path("status").asText()).isEqualTo("running");
        assertThat(pool.dagMans(dag.path("id").asText())).singleElement().satisfies(dagMan -> {
            assertThat(dagMan.cluster()).isEqualTo(dag.path("cluster").asLong());
            assertThat(dagMan.jobStatus())
                    .as("JobStatus of %s", dagMan)
                    // Idle, running, or ended well already: not removed, not held.
                    .isIn(1, TestedPool.DagMan.RUNNING, 4);
        });
    }

    private static Running serve(Wms2Command command) {
        Running server = command.start("serve", "--port", "0");
        server.awaitTalk("listening on", PATIENCE);
        return server;
    }

    /** The name of a new request whose DAG runs, and whose importer has gone. */
    private static String left() {
        return wms2.run("import", "demo-gen", "--max-events", "10", "--no-monitor", "--json")
                .exits(0)
                .json()
                .path("request")
                .path("request")
                .asText();
    }

    private static String dag(String request) {
        return request + "-v1-r0";
    }

    private static String status(String request) {
        return wms2.run("show", request, "--json")
                .exits(0)
                .json()
                .path("request")
                .path("status")
                .asText();
    }

    private static void endsUnseen(String request) throws InterruptedException {
        String dag = dag(request);
        await(
                "DAGMan of " + dag + " has ended",
                () -> pool.dagMans(dag).getFirst().jobStatus() == TestedPool.DagMan.COMPLETED);
    }

    private static void await(String what, BooleanSupplier seen) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!seen.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain: %s", what).isLessThan(end);
            Thread.sleep(500);
        }
    }

    private static CompletedRequest goesOn(String request) {
        Ended ended = wms2.run("import", request, "--json").exits(0);
        assertThat(ended.err()).contains("following it");
        CompletedRequest completed = CompletedRequest.of(home, ended.json());
        completed.hadOneDagMan(pool);
        return completed;
    }

    private static String nobodyDrives(String request) {
        return "nobody drives " + request + " until 'wms2 serve' or 'wms2 import " + request + "'";
    }
}
