package org.wms2.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo generator with as many short jobs as are wanted, as a document of {@code import --simulate}. */
final class LargeGenerator {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String SCENARIO = "/org/wms2/cms/simulated/scenarios/demo-gen.json";
    private static final int EVENTS_PER_JOB = 10;
    private static final double FILTER = 0.5;

    private LargeGenerator() {}

    /** Writes the file; its work units are as large as the limit of jobs lets them be. */
    static Path write(TestHome home, String name, int jobs) {
        try (InputStream in = LargeGenerator.class.getResourceAsStream(SCENARIO)) {
            if (in == null) {
                throw new IllegalStateException(SCENARIO + " is not on the class path");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@NAME@", name)
                    .replace("@STRING@", name.replaceAll("[^A-Za-z0-9]+", "_"));
            JsonNode scenario = MAPPER.readTree(text);
            ObjectNode document = (ObjectNode) scenario.path("document");
            document.put("MinMergeSize", 1_000_000_000L).put("MaxMergeSize", 4_000_000_000L);
            ((ObjectNode) document.path("Step1"))
                    .put("RequestNumEvents", (long) (jobs * EVENTS_PER_JOB * FILTER))
                    .put("EventsPerJob", EVENTS_PER_JOB)
                    .put("EventsPerLumi", EVENTS_PER_JOB);
            ObjectNode file = MAPPER.createObjectNode();
            ObjectNode request = file.putArray("requests").addObject();
            request.put("template", name);
            request.set("afterAssignment", document);
            request.set("configCacheOutputModules", scenario.path("configCacheOutputModules"));
            Path path = Files.createTempFile(home.home(), "documents", ".json");
            MAPPER.writeValue(path.toFile(), file);
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
