package org.wms2.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.wms2.cms.reqmgr2.RequestDocumentMapper;
import org.wms2.domain.planning.PlanSummary;
import org.wms2.domain.planning.Planner;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.domain.planning.RoundInput;
import org.wms2.domain.planning.SiteView;
import org.wms2.domain.workflow.WorkflowDerivation;
import org.wms2.ports.cms.ConfigDocument;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.id.ConfigId;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.StepSpec;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.SplittingParameters;
import org.wms2.ports.workflow.Workflow;

/** What we derive from the documents of a real ReqMgr2, against what that server derived from them itself. */
class FixtureDerivationTest {
    @Test
    void every_recorded_document_gives_the_servers_outputs_parents_and_splitting() throws IOException {
        Optional<JsonNode> fixtures = SharedData.read("request-fixtures.json");
        if (fixtures.isEmpty()) {
            return;
        }
        int ran = 0;
        for (JsonNode fixture : fixtures.get().get("requests")) {
            JsonNode document = fixture.get("afterAssignment");
            if (document.get("RequestType").asText().equals("DQMHarvest")) {
                continue; // not a WMS2 workload yet
            }
            RequestSpec spec =
                    new RequestDocumentMapper().map(document.toString()).spec();
            Workflow workflow = WorkflowDerivation.derive(spec, configs(fixture), RequestOptions.NONE, spec.name(), 1);
            String template = fixture.get("template").asText();
            assertThat(outputs(workflow)).as(template).isEqualTo(texts(document.get("OutputDatasets")));
            assertThat(bases(workflow)).as(template).isEqualTo(texts(document.get("OutputModulesLFNBases")));
            checkParents(template, document, spec, workflow);
            checkSplitting(template, fixture.get("splitting"), workflow.splitting());
            checkSummary(template, workflow);
            ran++;
        }
        SharedData.ran(ran, "recorded documents derived");
        assertThat(ran).isEqualTo(16);
    }

    private static Map<ConfigId, ConfigDocument> configs(JsonNode fixture) {
        Map<ConfigId, ConfigDocument> configs = new HashMap<>();
        fixture.get("configCacheOutputModules").properties().forEach(config -> {
            List<ConfigDocument.Output> outputs = new ArrayList<>();
            config.getValue()
                    .properties()
                    .forEach(module -> outputs.add(new ConfigDocument.Output(
                            module.getKey(),
                            module.getValue().get(0).asText(),
                            module.getValue().get(1).asText())));
            ConfigId id = new ConfigId(config.getKey());
            configs.put(id, new ConfigDocument(id, "", outputs));
        });
        return configs;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static Set<String> outputs(Workflow workflow) {
        Set<String> names = new TreeSet<>();
        workflow.keptOutputs().forEach(output -> names.add(output.dataset().value()));
        return names;
    }

    private static Set<String> bases(Workflow workflow) {
        Set<String> bases = new TreeSet<>();
        workflow.outputs().forEach(output -> bases.add(output.unmergedLfnBase()));
        return bases;
    }

    private static void checkParents(String template, JsonNode document, RequestSpec spec, Workflow workflow) {
        JsonNode map = document.get("ChainParentageMap");
        if (map == null || map.isNull()) {
            return; // ReReco
        }
        for (StepSpec step : spec.steps()) {
            String key = (document.has("StepChain") ? "Step" : "Task") + step.number();
            Set<String> children = new HashSet<>();
            for (OutputModule output : workflow.outputs()) {
                if (output.step().equals(step.name())) {
                    String parent =
                            output.parent() == null ? "null" : output.parent().value();
                    assertThat(parent)
                            .as(template + " " + key)
                            .isEqualTo(map.get(key).get("ParentDset").asText());
                    if (output.kept()) {
                        children.add(output.dataset().value());
                    }
                }
            }
            assertThat(children)
                    .as(template + " " + key)
                    .isEqualTo(texts(map.get(key).get("ChildDsets")));
        }
    }

    private static void checkSplitting(String template, JsonNode tasks, SplittingParameters derived) {
        for (JsonNode task : tasks) {
            if (task.get("taskName").asText().chars().filter(c -> c == '/').count() != 2) {
                continue;
            }
            JsonNode params = task.get("splitParams");
            assertThat(derived.algo().word())
                    .as(template)
                    .isEqualTo(task.get("splitAlgo").asText());
            if (params.has("events_per_job")) {
                assertThat(derived.eventsPerJob())
                        .as(template)
                        .isEqualTo(params.get("events_per_job").asLong());
            }
            if (params.has("events_per_lumi")) {
                assertThat(derived.eventsPerLumi())
                        .as(template)
                        .isEqualTo(params.get("events_per_lumi").asLong());
            }
            if (params.has("lumis_per_job")) {
                assertThat(derived.lumisPerJob())
                        .as(template)
                        .isEqualTo(params.get("lumis_per_job").asInt());
            }
            return;
        }
        throw new AssertionError(template + " has no first task in its splitting");
    }

    /** A generator's dry run needs no input: all its events are planned. */
    private static void checkSummary(String template, Workflow workflow) {
        if (workflow.generation().isEmpty()) {
            return;
        }
        TreeMap<RseName, SortedSet<SiteName>> map = new TreeMap<>();
        workflow.sites().whitelist().forEach(site -> map.put(new RseName(site.value()), new TreeSet<>(List.of(site))));
        PlanSummary summary = new Planner(PlanningSettings.DEFAULT)
                .summary(
                        workflow,
                        RoundInput.of(workflow.generation().get(), List.of()),
                        new SiteView(new SiteMap(map), new TreeMap<>()));
        assertThat(summary.events())
                .as(template)
                .isEqualTo(workflow.generation().get().events());
        assertThat(summary.waiting()).as(template).isZero();
    }
}
