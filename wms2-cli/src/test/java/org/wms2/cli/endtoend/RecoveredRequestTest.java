package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A job fails for good in the first round only: the second round plans exactly its work unit's input again. */
@Tag("htcondor")
class RecoveredRequestTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int FAILS = 1;

    @Test
    void what_failed_for_good_is_planned_again_exactly_and_the_audit_is_clean() {
        TestHome home = TestHome.required();
        PretendedCms cms = new PretendedCms(home);
        Wms2Command wms2 = new Wms2Command(home, Map.of("WMS2_ERROR_RULE", "replan", "WMS2_ERROR_HOLD_RATIO", "2"));
        String name = "demo-rereco-recovered-" + Instant.now().getEpochSecond();
        cms.create("demo-rereco", name);

        Running importing = wms2.start("import", name, "--json");
        importing.awaitTalk("on hold", PATIENCE);
        failInJob(round0(home, name), false);
        CompletedRequest request =
                CompletedRequest.of(home, importing.ended(PATIENCE).exits(0).json());

        assertThat(request.json().path("dags"))
                .extracting(dag -> dag.path("status").asText())
                .containsExactly("partial", "completed");
        request.isAnnounced(cms);
        request.isRegisteredOnce(cms);
        JsonNode document = cms.document(name);
        assertThat(document.path("SplittingAlgo").asText()).isEqualTo("LumiBased");
        List<MergedFile.RunLumi> good =
                LumiLists.good(cms.lumis(document.path("InputDataset").asText()), document.path("LumiList"));
        for (String dataset : request.datasets()) {
            List<MergedFile.RunLumi> made = new ArrayList<>();
            request.files().stream().filter(f -> f.dataset().equals(dataset)).forEach(f -> made.addAll(f.lumis()));
            assertThat(made).as("lumis of %s", dataset).isNotEmpty().containsExactlyInAnyOrderElementsOf(good);
        }
        onlyWhatFailedRanAgain(wms2, name);
        theFailureIsFound(wms2, name);
        JsonNode audit = wms2.run("audit", name, "--json").exits(0).json();
        assertThat(audit.path("clean").asBoolean()).as("%s", audit).isTrue();
    }

    @Test
    void aDagWithAFailedWorkUnitIsGoneOnWithByItsRescueFile() {
        TestHome home = TestHome.required();
        PretendedCms cms = new PretendedCms(home);
        Wms2Command wms2 = new Wms2Command(home, Map.of("WMS2_ERROR_HOLD_RATIO", "2"));
        String name = "demo-rereco-rescued-" + Instant.now().getEpochSecond();
        cms.create("demo-rereco", name);

        Running importing = wms2.start("import", name, "--json");
        importing.awaitTalk("on hold", PATIENCE);
        failInJob(round0(home, name), true);
        seenWhileItRuns(wms2, name);
        CompletedRequest request =
                CompletedRequest.of(home, importing.ended(PATIENCE).exits(0).json());

        assertThat(request.json().path("dags"))
                .extracting(dag -> dag.path("round").asInt() + "/"
                        + dag.path("attempt").asInt() + " " + dag.path("status").asText())
                .containsExactly("0/0 partial", "0/1 completed");
        assertThat(request.json().path("failures").path(0).path("category").asText())
                .isEqualTo("payload");
        assertThat(request.json().path("failures").path(0).path("exitCode").asInt())
                .isEqualTo(8001);
        request.isAnnounced(cms);
        request.isRegisteredOnce(cms);
        wms2.run("audit", name).exits(0);
    }

    /** Nodes of a DAG that is in HTCondor: each of the plan once, whatever it does now. */
    private static void seenWhileItRuns(Wms2Command wms2, String name) {
        JsonNode status = wms2.run("status", name, "--json").exits(0).json();
        JsonNode nodes =
                wms2.run("nodes", name, "--json", "--limit", "1000").exits(0).json();
        assertThat(nodes.path("nodes").size())
                .isEqualTo(status.path("nodes").asInt())
                .isPositive();
        assertThat(nodes.path("nodes").findValuesAsText("key")).doesNotHaveDuplicates();
        assertThat(status.path("workUnits").findValuesAsText("id")).isNotEmpty().doesNotHaveDuplicates();
        assertThat(status.path("notes").size()).as("%s", status.path("notes")).isZero();
        wms2.run("logs", name, "dagman").exits(0);
    }

    /** From the status of a round that failed to what the failed job printed. */
    private static void theFailureIsFound(Wms2Command wms2, String name) {
        JsonNode page = wms2.run("nodes", name, "--failed", "--round", "0", "--json")
                .exits(0)
                .json();
        assertThat(page.path("nodes")).singleElement().satisfies(node -> {
            assertThat(node.path("key").asText()).isEqualTo("mg_000001/proc_000000");
            assertThat(node.path("role").asText()).isEqualTo("processing");
            assertThat(node.path("tries").asInt()).isEqualTo(1);
            assertThat(node.path("job").asText()).matches("[0-9]+\\.0");
            assertThat(node.path("site").asText()).startsWith("T");
            assertThat(node.path("report").path("exitCode").asInt()).isEqualTo(8001);
            assertThat(node.path("report").path("category").asText()).isEqualTo("payload");
        });
        JsonNode log =
                wms2.run("logs", name, "1/0", "--round", "0", "--json").exits(0).json();
        JsonNode start = log.path("starts").path(0);
        assertThat(start.path("report").path("exitCode").asInt()).isEqualTo(8001);
        assertThat(start.path("files").findValuesAsText("file")).hasSize(2);
        assertThat(start.path("files").path(1).path("lines").path(0).asText()).contains("failed");
        JsonNode status = wms2.run("status", name, "--json").exits(0).json();
        assertThat(status.path("status").asText()).isEqualTo("completed");
        assertThat(status.path("states").path("done").asLong())
                .isEqualTo(status.path("nodes").asLong())
                .isPositive();
    }

    private static Path round0(TestHome home, String name) {
        return home.home().resolve("submit").resolve(name).resolve("v1").resolve("r0");
    }

    private static void onlyWhatFailedRanAgain(Wms2Command wms2, String name) {
        JsonNode plan = wms2.run("plan", name, "--json", "--all").exits(0).json();
        List<JsonNode> replaced = new ArrayList<>();
        List<JsonNode> again = new ArrayList<>();
        for (JsonNode unit : plan.path("workUnits")) {
            if (unit.path("status").asText().equals("replaced")) {
                replaced.add(unit);
            }
            if (unit.path("round").asInt() == 1) {
                again.add(unit);
            }
        }
        assertThat(replaced).singleElement().satisfies(unit -> {
            assertThat(unit.path("round").asInt()).isZero();
            assertThat(unit.path("ordinal").asInt()).isEqualTo(FAILS);
        });
        assertThat(again)
                .singleElement()
                .satisfies(unit -> assertThat(unit.path("spans"))
                        .isEqualTo(replaced.getFirst().path("spans")));
    }

    /** What jobs find in their payload: written before the first of them starts, as each waits for its landing node. */
    private static void failInJob(Path directory, boolean firstAttemptOnly) {
        Path payload = directory.resolve("payload.json");
        try {
            ObjectNode json = (ObjectNode) MAPPER.readTree(payload.toFile());
            ObjectNode failure = json.putArray("inject").addObject();
            if (firstAttemptOnly) {
                failure.put("onlyAttempt", 0);
            }
            failure.put("role", "processing")
                    .put("ordinal", FAILS)
                    .put("index", 0)
                    .put("exitCode", 8001)
                    .put("final", true);
            Path changed = directory.resolve("payload.json.changed");
            MAPPER.writeValue(changed.toFile(), json);
            Files.move(changed, payload, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
