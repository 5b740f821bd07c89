package org.wms2.server.wiring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.cms.simulated.SimulatedCmsControl;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;

/** Scenarios and documents of a running simulated CMS. */
record SimulatedScenarios(SimulatedCmsControl control, InstantSource clock) implements Scenarios {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    @Override
    public List<String> names() {
        return control.scenarios().stream()
                .map(SimulatedCmsControl.Listed::name)
                .toList();
    }

    @Override
    public RequestName mint(String scenario) {
        RequestName name = new RequestName(scenario + "-" + TIME.format(clock.instant()));
        control.create(scenario, name);
        return name;
    }

    @Override
    public boolean isMadeUp(DatasetName dataset) {
        return control.madeUp(dataset);
    }

    @Override
    public List<Loaded> load(Path file) {
        try {
            String text = Files.readString(file);
            List<Loaded> loaded = loaded(MAPPER.readTree(text), file);
            control.load(text, Optional.empty(), Optional.empty());
            return loaded;
        } catch (JsonProcessingException e) {
            throw new InputRefusedException(
                    "--simulate", file + ": " + e.getOriginalMessage(), "JSON in the layout of request-fixtures.json");
        } catch (IOException e) {
            throw new Wms2Exception(ErrorCode.NOT_FOUND, "--simulate: " + file + " cannot be read: " + e, e);
        }
    }

    private static List<Loaded> loaded(JsonNode file, Path path) {
        List<Loaded> loaded = new ArrayList<>();
        for (JsonNode entry : file.path("requests")) {
            JsonNode document = entry.path("afterAssignment");
            JsonNode inner = document.has("RequestName") ? document : first(document);
            if (inner.path("RequestName").isTextual()) {
                loaded.add(new Loaded(
                        new RequestName(inner.path("RequestName").asText()),
                        entry.path("template").asText("")));
            }
        }
        if (loaded.isEmpty()) {
            throw new InputRefusedException(
                    "--simulate", path.toString(), "a file with requests[].afterAssignment, each with a RequestName");
        }
        return loaded;
    }

    private static JsonNode first(JsonNode object) {
        return object.elements().hasNext() ? object.elements().next() : object;
    }
}
