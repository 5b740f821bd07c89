package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * A process that dies between any two steps of a request's life, change sets and effects outside alike: the next one ends
 * it with one DAGMan, every output registered once and a clean ledger. With {@code -Dwms2.exhaustive=true} also just
 * before each step, and for a request with input.
 */
@Tag("htcondor")
class KilledLifeTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final boolean EXHAUSTIVE = Boolean.getBoolean("wms2.exhaustive");

    private final TestHome home = TestHome.required();
    private final TestedPool pool = new TestedPool(home);
    private final PretendedCms cms = new PretendedCms(home);
    /**
     * All requests of a test stand still at once: none of them may wait for the slot of another. No site writes to the
     * destination: what is made there needs no transfer, and such a life has fewer steps.
     */
    private final Wms2Command wms2 = new Wms2Command(
            home,
            Map.of("WMS2_LEASE", "5s", "WMS2_THROTTLE_WORK_UNITS", "1", "WMS2_DESTINATION_RSE", "T1_US_FNAL_MSS"));

    @TestFactory
    Stream<DynamicTest> killed_between_any_two_steps_of_a_life_that_completes() {
        return killed(ParkedLives.Plot.COMPLETE, EXHAUSTIVE ? "demo-rereco" : "demo-gen", 20, this::completedOnce);
    }

    @TestFactory
    Stream<DynamicTest> killed_between_any_two_steps_of_a_removal() {
        return killed(ParkedLives.Plot.ABORT, "demo-gen", 2, this::removedWholly);
    }

    @TestFactory
    Stream<DynamicTest> killed_between_any_two_steps_of_a_stop_and_the_rescue_after_it() {
        return killed(ParkedLives.Plot.REQUEUE, "demo-gen", 5, this::goneOnWith);
    }

    private Stream<DynamicTest> killed(
            ParkedLives.Plot plot, String scenario, int least, java.util.function.Consumer<JsonNode> check) {
        Instant began = Instant.now();
        String time =
                DateTimeFormatter.ofPattern("HHmmss").withZone(ZoneOffset.UTC).format(began);
        Ended killed = wms2.runTestClass(ParkedLives.class, plot.name(), scenario, time, String.valueOf(EXHAUSTIVE))
                .exits(Ended.KILLED);
        Map<String, String> places = new LinkedHashMap<>();
        killed.out().lines().map(line -> line.split("\t", 2)).forEach(l -> places.put(l[0], l[1]));
        assertThat(places.values())
                .as("places to die at, of:%n%s", killed.err())
                .hasSizeGreaterThan(least)
                .noneSatisfy(place -> assertThat(place).startsWith("broke"));
        Map<String, JsonNode> ends = ends(wms2.runTestClass(
                DrivingProcess.class,
                Stream.concat(Stream.of(DrivingProcess.NEVER), places.keySet().stream())
                        .toArray(String[]::new)));
        System.out.println(plot + ": " + places.size() + " places to die at, "
                + java.time.Duration.between(began, Instant.now()).toSeconds() + " s");
        List<DynamicTest> tests = new ArrayList<>();
        places.forEach((name, place) -> tests.add(dynamicTest(place, () -> {
            assertThat(place).startsWith("AFTER").as("where it stood when its process died");
            check.accept(ends.get(name));
        })));
        return tests.stream();
    }

    private static Map<String, JsonNode> ends(Ended recovery) {
        Map<String, JsonNode> ends = new HashMap<>();
        recovery.exits(0).out().lines().forEach(line -> {
            JsonNode end = read(line);
            ends.put(end.path("request").path("request").asText(), end);
        });
        return ends;
    }

    private void completedOnce(JsonNode end) {
        CompletedRequest completed = CompletedRequest.of(home, end);
        completed.hadOneDagMan(pool);
        completed.isAnnounced(cms);
        completed.isRegisteredOnce(cms);
        assertThat(completed.eventsOnDisk().values()).isNotEmpty().containsOnly(10L);
        assertThat(end.path("audit").path("clean").asBoolean())
                .as("%s", end.path("audit"))
                .isTrue();
    }

    /** One DAGMan for each attempt, and what they made is registered once, in DBS as in Rucio. */
    private void goneOnWith(JsonNode end) {
        CompletedRequest completed = CompletedRequest.of(home, end);
        List<Long> recorded = new ArrayList<>();
        end.path("dags").forEach(dag -> recorded.add(dag.path("cluster").asLong()));
        assertThat(pool.dagMans(end.path("dags").path(0).path("id").asText()))
                .filteredOn(TestedPool.DagMan::everStarted)
                .extracting(TestedPool.DagMan::cluster)
                .containsExactlyInAnyOrderElementsOf(recorded);
        completed.isAnnounced(cms);
        for (String dataset : completed.datasets()) {
            List<String> files = cms.files(dataset).stream()
                    .map(f -> f.path("logical_file_name").asText())
                    .toList();
            assertThat(files).isNotEmpty().doesNotHaveDuplicates();
            assertThat(cms.rucioFiles(dataset)).containsExactlyInAnyOrderElementsOf(files);
        }
        assertThat(end.path("audit").path("clean").asBoolean())
                .as("%s", end.path("audit"))
                .isTrue();
    }

    private void removedWholly(JsonNode end) {
        String dag = end.path("dags").path(0).path("id").asText();
        assertThat(end.path("request").path("status").asText()).as("%s", end).isEqualTo("aborted");
        assertThat(pool.dagMans(dag)).filteredOn(TestedPool.DagMan::everStarted).hasSizeLessThanOrEqualTo(1);
        assertThat(pool.inTheQueue(dag)).as("jobs of %s", dag).isZero();
        assertThat(end.path("audit").path("clean").asBoolean())
                .as("%s", end.path("audit"))
                .isTrue();
    }

    private static JsonNode read(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("expected JSON, found " + line, e);
        }
    }
}
