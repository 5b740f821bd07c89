package org.wms2.cms.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wms2.cms.http.JsonRows;
import org.wms2.cms.reqmgr2.RequestDocumentMapper;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.NotYetException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.StepSpec;

/** Fills the pretended CMS: with prepared scenarios, or with documents from a file. Thread-safe as its CMS. */
public final class SimulatedContent {

    /** A dataset of the pretended DBS; {@code madeUp}: invented from a request. */
    public record DatasetView(String name, boolean madeUp, String accessType, int blocks, long files, long events) {}

    private static final String DATABASE = "reqmgr_config_cache";

    private final SimulatedCms cms;

    SimulatedContent(SimulatedCms cms) {
        this.cms = cms;
    }

    /**
     * Makes the request of a scenario, with its configurations and input.
     *
     * @throws Wms2Exception if there is no such scenario, or a request of this name
     */
    public void create(String scenario, RequestName name) {
        Scenario found = Scenario.find(scenario)
                .orElseThrow(() -> new Wms2Exception(
                        ErrorCode.NOT_FOUND, "there is no scenario " + scenario + "; there are " + Scenario.NAMES));
        String document = found.document(name.value());
        cms.change(() -> {
            if (cms.document(name.value()).isPresent()) {
                throw new Wms2Exception(ErrorCode.CONFLICT, "ReqMgr2 has a request " + name + " already");
            }
            List<Event> events = new ArrayList<>(configurations(DATABASE, found.configurations()));
            for (DatasetSpec dataset : found.datasets(name.value())) {
                events.addAll(dataset(dataset.name(), dataset.type(), false, dataset.placed(seconds())));
            }
            events.add(new Event.RequestStored(name.value(), document));
            return events;
        });
    }

    /**
     * Takes documents from a file in the layout of request-fixtures.json ({@code requests[].afterAssignment}, bare or by
     * name, and {@code configCacheOutputModules}); input and pileup datasets that are not there are made up.
     *
     * @param only the name of the one request to take; empty: all
     * @param as its new name; goes with one request alone
     * @return the names of the requests
     * @throws InputRefusedException if the text is not such a file, or holds no such request
     */
    public List<String> load(String text, Optional<String> only, Optional<String> as) {
        List<Loaded> loaded = new ArrayList<>();
        for (JsonNode request : root(text).path("requests")) {
            JsonNode after = request.path("afterAssignment");
            if (!after.isObject()) {
                continue;
            }
            JsonNode document = after.has("RequestName") ? after : after.path(firstName(after));
            String name = document.path("RequestName").asText("");
            if (only.isEmpty() || only.get().equals(name)) {
                loaded.add(new Loaded(name, document, request.path("configCacheOutputModules")));
            }
        }
        if (loaded.isEmpty()) {
            throw new InputRefusedException(
                    "documents",
                    only.map(n -> "no request " + n).orElse("no requests"),
                    "{\"requests\": [{\"afterAssignment\": {document}, \"configCacheOutputModules\": {...}}]}");
        }
        if (as.isPresent() && loaded.size() > 1) {
            throw new InputRefusedException("as", as.get() + " for " + loaded.size() + " requests", "one request");
        }
        List<String> names = new ArrayList<>();
        for (Loaded one : loaded) {
            String name = new RequestName(as.orElse(one.name())).value();
            cms.change(() -> store(name, one));
            names.add(name);
        }
        return names;
    }

    /** Makes ReqMgr2 have a document as it stands, mappable or not, and nothing beside it. */
    public void store(RequestName name, String document) {
        cms.change(() -> List.of(new Event.RequestStored(name.value(), document)));
    }

    /** All datasets of the pretended DBS. */
    public List<DatasetView> datasets() {
        return cms.dbs(dbs -> dbs.datasets().stream()
                .map(d -> {
                    List<Rows.Block> blocks = dbs.blocks(d.name());
                    List<Rows.File> files =
                            blocks.stream().flatMap(b -> b.files().stream()).toList();
                    return new DatasetView(
                            d.name(),
                            d.madeUp(),
                            d.accessType(),
                            blocks.size(),
                            files.size(),
                            files.stream().mapToLong(Rows.File::events).sum());
                })
                .toList());
    }

    private record Loaded(String name, JsonNode document, JsonNode configurations) {}

    private List<Event> store(String name, Loaded one) {
        ObjectNode document = one.document().deepCopy();
        document.put("RequestName", name);
        if (document.has("_id")) {
            document.put("_id", name);
        }
        String raw = document.toString();
        String database = document.path("CouchDBName").asText(DATABASE);
        List<Event> events = new ArrayList<>(configurations(database, one.configurations()));
        mapped(raw).ifPresent(spec -> events.addAll(inputs(spec)));
        events.add(new Event.RequestStored(name, raw));
        return events;
    }

    /** A document that cannot be mapped is stored all the same: its import shall say why. */
    private static Optional<RequestSpec> mapped(String raw) {
        try {
            return Optional.of(new RequestDocumentMapper().map(raw).spec());
        } catch (InputRefusedException | NotYetException e) {
            return Optional.empty();
        }
    }

    private List<Event> inputs(RequestSpec spec) {
        List<Event> events = new ArrayList<>();
        for (StepSpec step : spec.steps()) {
            if (step.inputDataset() != null) {
                String name = step.inputDataset().value();
                List<PlacedBlock> missing = new ArrayList<>(new DatasetMaker(spec, step).blocks(seconds()));
                missing.removeIf(b -> cms.dbs(d -> d.block(b.block().name())).isPresent());
                boolean described =
                        cms.dbs(d -> d.dataset(name)).filter(d -> !d.madeUp()).isPresent();
                if (!described && !missing.isEmpty()) {
                    if (step.includeParents()) {
                        missing.replaceAll(block -> {
                            MadeUpParents parents = MadeUpParents.of(name, block);
                            events.addAll(dataset(parents.dataset(), type(name), true, List.of(parents.block())));
                            return parents.children();
                        });
                    }
                    events.addAll(dataset(name, type(name), true, missing));
                }
            }
            for (DatasetName pileup : step.pileup()) {
                if (cms.dbs(d -> d.dataset(pileup.value())).isEmpty()) {
                    DatasetSpec made = new DatasetSpec(
                            pileup.value(),
                            "mc",
                            List.of(new DatasetSpec.BlockSpec(
                                    "pileup", DatasetSpec.regular(1, 20, 10, 1000, 20_000), PretendedSites.disks())));
                    events.addAll(dataset(pileup.value(), "mc", true, made.placed(seconds())));
                }
            }
        }
        return events;
    }

    /** What makes a dataset, if it is not there, and those of the blocks that are not. */
    List<Event> dataset(String name, String type, boolean madeUp, List<PlacedBlock> blocks) {
        List<Event> events = new ArrayList<>();
        if (cms.dbs(d -> d.dataset(name)).isEmpty()) {
            String era = name.split("/", -1)[2].replaceFirst("-.*$", "");
            events.add(new Event.DatasetCreated(new Rows.Dataset(name, "VALID", type, era, 1, "", seconds(), madeUp)));
            events.add(new Event.DidAdded(name, true));
        }
        Set<String> known = new HashSet<>();
        cms.dbs(d -> d.blocks(name)).forEach(b -> known.add(b.name()));
        blocks.stream().filter(b -> !known.contains(b.block().name())).forEach(b -> events.addAll(b.events(name)));
        return events;
    }

    private static List<Event> configurations(String database, JsonNode byId) {
        List<Event> events = new ArrayList<>();
        for (Map.Entry<String, JsonNode> config : byId.properties()) {
            List<Rows.Module> modules = new ArrayList<>();
            for (Map.Entry<String, JsonNode> module : config.getValue().properties()) {
                modules.add(new Rows.Module(
                        module.getKey(),
                        module.getValue().path(0).asText(""),
                        module.getValue().path(1).asText("")));
            }
            events.add(new Event.ConfigStored(database, config.getKey(), modules));
        }
        return events;
    }

    static String type(String dataset) {
        return dataset.endsWith("SIM") ? "mc" : "data";
    }

    private static JsonNode root(String text) {
        try {
            return JsonRows.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InputRefusedException("documents", e.getOriginalMessage(), "JSON");
        }
    }

    private static String firstName(JsonNode byName) {
        return byName.properties().stream().map(Map.Entry::getKey).findFirst().orElse("");
    }

    private long seconds() {
        return cms.now() / 1000;
    }
}
