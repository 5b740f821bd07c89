package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A request that its driver leaves goes on in HTCondor, and is taken up again by name. */
@Tag("htcondor")
class LeavingTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

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
    void a_dag_that_ended_and_that_queue_and_history_have_forgotten_is_taken_up_from_what_is_on_disk()
            throws InterruptedException {
        Ended left = wms2.run("import", "demo-gen", "--max-events", "10", "--no-monitor", "--json")
                .exits(0);
        String request = name(left.json());
        assertThat(left.err()).contains(nobodyDrives(request));
        runsWithoutDriver(request);

        Ended otherFlags = wms2.run("import", request, "--max-events", "20").exits(4);
        assertThat(otherFlags.err()).contains(request).contains("other options");

        String dag = request + "-v1-r0";
        forgetsItsEnd(dag);

        Ended ended = wms2.run("import", request, "--json").exits(0);
        assertThat(ended.err()).contains("following it");
        CompletedRequest completed = CompletedRequest.of(home, ended.json());
        assertThat(pool.dagMans(dag)).as("no second one").isEmpty();
        assertThat(completed.eventsOnDisk().values()).containsOnly(10L);

        Ended again = wms2.run("import", request, "--json").exits(4);
        assertThat(again.err()).contains(request + " is completed").contains("not imported again");
        assertThat(again.json().path("outputs")).isEqualTo(completed.json().path("outputs"));
        assertThat(wms2.run("import", request).exits(4).out()).contains(completed.datasets());
    }

    @Test
    void ctrl_c_leaves_the_dag_running_and_says_that_nobody_drives_it() {
        Running importing = wms2.start("import", "demo-gen", "--max-events", "10");
        importing.awaitTalk("submitted -> running", PATIENCE);
        importing.interrupt();
        Ended left = importing.ended(PATIENCE).exits(130);
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

    private static void forgetsItsEnd(String dag) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (pool.dagMans(dag).getFirst().jobStatus() != TestedPool.DagMan.COMPLETED) {
            assertThat(System.nanoTime()).as("DAGMan of %s still runs", dag).isLessThan(end);
            Thread.sleep(500);
        }
        pool.forget(pool.dagMans(dag).getFirst().cluster());
        assertThat(pool.dagMans(dag)).as("in queue and history").isEmpty();
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

    private static String name(JsonNode result) {
        return result.path("request").path("request").asText();
    }
}
