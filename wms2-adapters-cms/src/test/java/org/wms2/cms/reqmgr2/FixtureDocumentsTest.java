package org.wms2.cms.reqmgr2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.wms2.cms.SharedPapers;
import org.wms2.ports.cms.RequestDocument;
import org.wms2.ports.error.NotYetException;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.StepSpec;

/** The documents that a real ReqMgr2 gave after assignment, against what the same server derived from them. */
class FixtureDocumentsTest {

    private final RequestDocumentMapper mapper = new RequestDocumentMapper();

    @Test
    void everyRecordedDocumentIsMappedOrRefusedForItsType() throws IOException {
        Optional<JsonNode> fixtures = SharedPapers.data("request-fixtures.json");
        if (fixtures.isEmpty()) {
            return;
        }
        int mapped = 0;
        int refused = 0;
        for (JsonNode request : fixtures.get().get("requests")) {
            JsonNode document = request.get("afterAssignment");
            String raw = document.toPrettyString();
            if (document.get("RequestType").asText().equals("DQMHarvest")) {
                assertThatThrownBy(() -> mapper.map(raw))
                        .isInstanceOf(NotYetException.class)
                        .hasMessage("DQMHarvest is not a WMS2 workload yet");
                refused++;
                continue;
            }
            RequestDocument result = mapper.map(raw);
            assertThat(result.raw()).isSameAs(raw);
            assertThat(result.status()).isEqualTo("assigned");
            agreesWithItsDocument(result.spec(), document);
            agreesWithTheServersSplitting(result.spec(), request.get("splitting"));
            agreesWithTheServersOutputs(result.spec());
            mapped++;
        }
        SharedPapers.ran("recorded documents (" + mapped + " mapped, " + refused + " not yet)", mapped + refused);
        assertThat(mapped).isGreaterThan(10);
    }

    private static void agreesWithItsDocument(RequestSpec spec, JsonNode document) {
        assertThat(spec.name().value()).isEqualTo(document.get("RequestName").asText());
        assertThat(spec.type().word()).isEqualTo(document.get("RequestType").asText());
        assertThat(spec.priority()).isEqualTo(document.get("RequestPriority").asInt());
        assertThat(spec.outputDatasets()).hasSameSizeAs(document.get("OutputDatasets"));
        assertThat(spec.siteWhitelist()).hasSameSizeAs(document.get("SiteWhitelist"));
        assertThat(spec.mergedLfnBase()).isEqualTo(document.get("MergedLFNBase").asText());
        assertThat(spec.trustSitelists())
                .isEqualTo(document.get("TrustSitelists").asBoolean());
        for (StepSpec step : spec.steps()) {
            String kind = document.has("Step1") ? "Step" : "Task";
            JsonNode own = document.has(kind + step.number()) ? document.get(kind + step.number()) : document;
            assertThat(step.config()).hasToString(own.get("ConfigCacheID").asText());
            assertThat(step.globalTag()).isEqualTo(own.get("GlobalTag").asText());
            for (String field : List.of("Multicore", "Memory", "TimePerEvent")) {
                double expected = own.has(field)
                        ? own.get(field).asDouble()
                        : document.get(field).asDouble();
                double found = switch (field) {
                    case "Multicore" -> step.cores();
                    case "Memory" -> step.memoryMb();
                    default -> step.timePerEvent();
                };
                assertThat(found)
                        .as(spec.name() + " " + step.name() + " " + field)
                        .isEqualTo(expected);
            }
            if (own.has("MCPileup")) {
                assertThat(step.pileup())
                        .containsExactly(new DatasetName(own.get("MCPileup").asText()));
            }
        }
    }

    private static void agreesWithTheServersSplitting(RequestSpec spec, JsonNode tasks) {
        List<JsonNode> processing = new ArrayList<>();
        for (JsonNode task : tasks) {
            if (List.of("Processing", "Production")
                    .contains(task.get("taskType").asText())) {
                processing.add(task);
            }
        }
        for (JsonNode task : processing) {
            String name = task.get("taskName").asText().replaceFirst("^.*/", "");
            StepSpec step = spec.steps().stream()
                    .filter(s -> s.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            JsonNode parameters = task.get("splitParams");
            assertThat(step.splitting().word()).isEqualTo(task.get("splitAlgo").asText());
            if (parameters.has("events_per_job") && step.eventsPerJob() != null) {
                assertThat(step.eventsPerJob())
                        .isEqualTo(parameters.get("events_per_job").asLong());
            }
            if (parameters.has("lumis_per_job")) {
                assertThat(step.lumisPerJob())
                        .isEqualTo(parameters.get("lumis_per_job").asInt());
            }
            assertThat(step.includeParents())
                    .isEqualTo(parameters.path("include_parents").asBoolean(false));
            if (parameters.has("lheInputFiles")) {
                assertThat(step.lheInputFiles())
                        .isEqualTo(parameters.get("lheInputFiles").asBoolean());
            }
            if (parameters.has("runWhitelist")) {
                assertThat(step.runWhitelist())
                        .containsExactlyElementsOf(StreamSupport.stream(
                                        parameters.get("runWhitelist").spliterator(), false)
                                .map(JsonNode::asInt)
                                .toList());
            }
            assertThat(maskAsTheServerHasIt(step))
                    .isEqualTo(texts(parameters.path("runs")) + " " + texts(parameters.path("lumis")));
        }
    }

    private static String maskAsTheServerHasIt(StepSpec step) {
        List<String> lumis = new ArrayList<>();
        for (List<LumiRange> ranges : step.lumiMask().runs().values()) {
            lumis.add(String.join(
                    ",", ranges.stream().map(r -> r.first() + "," + r.last()).toList()));
        }
        return step.lumiMask().runs().keySet().stream().map(String::valueOf).toList() + " " + lumis;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void agreesWithTheServersOutputs(RequestSpec spec) {
        for (DatasetName output : spec.outputDatasets()) {
            assertThat(spec.steps())
                    .as("a step that makes " + output)
                    .anyMatch(s -> output.processed()
                            .equals(s.acquisitionEra() + "-" + s.processingString() + "-v" + s.processingVersion()));
        }
    }
}
