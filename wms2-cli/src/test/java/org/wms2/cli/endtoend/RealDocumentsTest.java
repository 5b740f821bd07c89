package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents recorded from a real ReqMgr2, of the place that -Dwms2.shared says. */
@Tag("htcondor")
class RealDocumentsTest {
    private static final int AT_ONCE = 3;
    private static final int INPUT_REFUSED = 7;

    private static TestHome home;
    private static PretendedCms cms;
    private static Wms2Command wms2;

    @BeforeAll
    static void findTheHome() {
        home = TestHome.required();
        cms = new PretendedCms(home);
        wms2 = Wms2Command.plain(home);
    }

    @Test
    void a_generator_runs_to_its_planned_events() throws IOException {
        runs("DMWM/SC_ProdPsi.json", "--max-events", "3300");
    }

    @Test
    void one_with_input_files_runs_to_its_planned_events() throws IOException {
        runs("Integration/ReReco_badBlocks.json", "--max-files", "12");
    }

    @Test
    void every_document_has_a_plan_but_the_one_that_is_no_workload() throws IOException, InterruptedException {
        Optional<Path> documents = TestHome.realDocuments();
        if (documents.isEmpty()) {
            System.out.println("ran 0 dry runs of real documents");
            return;
        }
        Map<String, String> types = types(documents.get());
        Map<String, Future<String>> verdicts = new TreeMap<>();
        try (ExecutorService runs = Executors.newFixedThreadPool(AT_ONCE)) {
            types.forEach((template, type) ->
                    verdicts.put(template, runs.submit(() -> verdict(documents.get(), template, type))));
        }
        List<String> table = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Future<String>> one : verdicts.entrySet()) {
            try {
                table.add(String.format("%-48s %s", one.getKey(), one.getValue().get()));
            } catch (ExecutionException e) {
                wrong.add(one.getKey() + ": " + e.getCause());
            }
        }
        table.forEach(System.out::println);
        System.out.println("ran " + types.size() + " dry runs of real documents");
        assertThat(wrong).isEmpty();
        assertThat(table).hasSize(17);
        assertThat(table.stream().filter(line -> line.contains("not a WMS2 workload yet")))
                .hasSize(1);
    }

    /** One line of counts, or why DQMHarvest has none. */
    private static String verdict(Path documents, String template, String type) {
        Ended ended = wms2.run("import", template, "--simulate", documents.toString(), "--dry-run", "--json");
        if (ended.exit() == INPUT_REFUSED) {
            String reason = ended.err().strip().replaceFirst("(?s).*\\n", "");
            assertThat(ended.out()).isEmpty();
            assertThat(type).as("type of what is refused: %s", reason).isEqualTo("DQMHarvest");
            assertThat(reason).contains("not a WMS2 workload yet");
            return reason;
        }
        JsonNode plan = ended.exits(0).json();
        assertThat(plan.path("type").asText()).isEqualTo(type);
        for (String key : List.of("request", "splitting", "jobs", "workUnits", "events", "files", "outputs", "sites")) {
            assertThat(plan.has(key)).as("key %s in %s", key, plan).isTrue();
        }
        assertThat(Stream.of("jobs", "workUnits", "events")
                        .map(key -> plan.path(key).asLong()))
                .as("jobs, work units and events of %s", plan)
                .allMatch(number -> number > 0);
        assertThat(plan.path("outputs")).isNotEmpty();
        assertThat(plan.path("sites")).isNotEmpty();
        return String.format(
                "%-10s %-10s jobs %4d  work units %3d  events %6d  files %3d  outputs %d  sites %d",
                type,
                plan.path("splitting").asText(),
                plan.path("jobs").asLong(),
                plan.path("workUnits").asLong(),
                plan.path("events").asLong(),
                plan.path("files").asLong(),
                plan.path("outputs").size(),
                plan.path("sites").size());
    }

    /** Runs once in a home: the document's name is its own. */
    private static void runs(String template, String... trial) throws IOException {
        Optional<Path> documents = TestHome.realDocuments();
        if (documents.isEmpty()) {
            System.out.println("ran 0 of 1: " + template);
            return;
        }
        List<String> line = new ArrayList<>(
                List.of("import", template, "--simulate", documents.get().toString()));
        line.addAll(List.of(trial));
        line.add("--json");
        List<String> dryRun = new ArrayList<>(line);
        dryRun.add("--dry-run");
        JsonNode plan = wms2.run(dryRun.toArray(String[]::new)).exits(0).json();

        CompletedRequest request = CompletedRequest.of(
                home, wms2.run(line.toArray(String[]::new)).exits(0).json());

        assertThat(request.name()).isEqualTo(plan.path("request").asText());
        assertThat(request.json().path("workUnits").path("jobs")).isEqualTo(plan.path("jobs"));
        assertThat(request.eventsOnDisk()).isEqualTo(CompletedRequest.eventsTold(plan));
        request.isAnnounced(cms);
        request.isOnDisk(cms);
        request.isRegisteredOnce(cms);
        request.ranAtElectedSites();
        System.out.println("ran 1 of 1: " + template + ", events " + request.eventsOnDisk());
    }

    /** Request types by template. */
    private static Map<String, String> types(Path documents) throws IOException {
        Map<String, String> types = new TreeMap<>();
        for (JsonNode entry : new JsonMapper().readTree(documents.toFile()).path("requests")) {
            JsonNode document = entry.path("afterAssignment");
            JsonNode inner =
                    document.has("RequestName") ? document : document.elements().next();
            types.put(entry.path("template").asText(), inner.path("RequestType").asText());
        }
        return types;
    }
}
