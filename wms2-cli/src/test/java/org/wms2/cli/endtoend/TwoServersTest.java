package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two processes on one database, one pool and one CMS. The one that has the request is paused past its lease, and wakes up
 * when the other has long gone on.
 */
@Tag("htcondor")
class TwoServersTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestHome home = TestHome.required();
    private final TestedPool pool = new TestedPool(home);
    private final PretendedCms cms = new PretendedCms(home);
    private final Wms2Command wms2 = new Wms2Command(home, Map.of("WMS2_LEASE", LEASE.toSeconds() + "s"));
    private final List<Running> started = new ArrayList<>();
    private String request = "";

    @BeforeEach
    void make() {
        request = "demo-gen-two-" + Instant.now().toEpochMilli();
        cms.create("demo-gen", request);
    }

    @AfterEach
    void end() {
        started.forEach(Running::kill);
    }

    @Test
    void paused_between_the_intent_and_the_submission_it_submits_nothing_that_ever_runs() {
        Running owner = drive("HTCondor.submitOnHold");
        owner.awaitTalk(DrivingProcess.STANDS_STILL, PATIENCE);
        Running heir = drive(DrivingProcess.NEVER);
        heir.awaitTalk("release " + request, PATIENCE);

        owner.resume();
        owner.awaitTalk("goes on with HTCondor.submitOnHold", PATIENCE);
        owner.awaitTalk("somebody else was quicker", PATIENCE);

        JsonNode end = ended(heir);
        ended(owner);
        tookOverInTime(end, "ready", "submitted");
        completedOnce(end);
    }

    @Test
    void paused_while_the_dag_runs_it_writes_nothing_when_it_wakes_up() {
        Running owner = drive("(DAG running to completed, EndIntent)");
        owner.awaitTalk(DrivingProcess.STANDS_STILL, PATIENCE);
        Instant paused = Instant.now();
        Running heir = drive(DrivingProcess.NEVER);
        heir.awaitTalk("MOVED", PATIENCE);
        Duration taken = Duration.between(paused, Instant.now());

        owner.resume();
        owner.awaitTalk("somebody else was quicker", PATIENCE);

        assertThat(taken).as("time until the heir moved it").isLessThan(LEASE.multipliedBy(2));
        JsonNode end = ended(heir);
        ended(owner);
        assertThat(end.path("transitions").findParents("to").stream()
                        .filter(t -> t.path("to").asText().equals("completed"))
                        .filter(t -> t.path("subject").asText().contains("dag")))
                .as("ends of the DAG that were written, in %s", end.path("transitions"))
                .hasSizeLessThanOrEqualTo(1);
        completedOnce(end);
    }

    private Running drive(String stopBefore) {
        Running running = wms2.startTestClass(DrivingProcess.class, stopBefore, request);
        started.add(running);
        return running;
    }

    private static JsonNode ended(Running running) {
        try {
            return MAPPER.readTree(running.ended(PATIENCE).exits(0).out());
        } catch (JsonProcessingException e) {
            throw new AssertionError("expected one line of JSON", e);
        }
    }

    /** By the times of the last move of the one and the first of the other. */
    private static void tookOverInTime(JsonNode end, String last, String first) {
        Duration taken = Duration.between(time(end, last), time(end, first));
        System.out.println("taken over after " + taken.toMillis() + " ms, the lease is " + LEASE.toMillis() + " ms");
        assertThat(taken).isBetween(LEASE.dividedBy(2), LEASE.multipliedBy(2));
    }

    private static Instant time(JsonNode end, String to) {
        for (JsonNode transition : end.path("transitions")) {
            if (transition.path("to").asText().equals(to)
                    && transition.path("kind").asText("dag").equals("dag")) {
                return Instant.parse(transition.path("at").asText());
            }
        }
        throw new AssertionError("no move to " + to + " in " + end.path("transitions"));
    }

    private void completedOnce(JsonNode end) {
        CompletedRequest completed = CompletedRequest.of(home, end);
        completed.hadOneDagMan(pool);
        completed.isAnnounced(cms);
        completed.isRegisteredOnce(cms);
        assertThat(end.path("audit").path("clean").asBoolean())
                .as("%s", end.path("audit"))
                .isTrue();
        String dag = end.path("dags").path(0).path("id").asText();
        assertThat(pool.dagMans(dag))
                .as("a stray is gone")
                .allSatisfy(d -> assertThat(d.everStarted() || d.jobStatus() == TestedPool.DagMan.REMOVED)
                        .isTrue());
    }
}
