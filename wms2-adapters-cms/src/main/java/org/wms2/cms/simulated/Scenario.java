package org.wms2.cms.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.cms.http.JsonRows;

/**
 * A prepared request with its configurations and input datasets; a resource file each. In the document
 * {@code @NAME@} stands for the request's name and {@code @STRING@} for its letters and digits.
 *
 * @param name such as {@code demo-gen}
 * @param about one line
 * @param refusedFor why an import refuses it; empty if it does not
 * @param root the file
 */
public record Scenario(String name, String about, String refusedFor, JsonNode root) {

    /** Names of all scenarios, in the order in which they are listed. */
    public static final List<String> NAMES = List.of(
            "demo-gen",
            "demo-rereco",
            "demo-rereco-eal",
            "demo-open",
            "demo-taskchain",
            "demo-bad-input",
            "demo-bad-splitting",
            "demo-bad-events");

    /** All scenarios. */
    public static List<Scenario> all() {
        return NAMES.stream().map(Scenario::read).toList();
    }

    /** One of them. */
    public static Optional<Scenario> find(String name) {
        return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    /** The document's text for a request of this name. */
    public String document(String requestName) {
        return filled(root.get("document").toString(), requestName);
    }

    /** The configurations by id: for each module data tier and filter name. */
    JsonNode configurations() {
        return root.path("configCacheOutputModules");
    }

    /** The input datasets; one whose name has {@code @STRING@} is this request's own. */
    List<DatasetSpec> datasets(String requestName) {
        List<DatasetSpec> specs = new ArrayList<>();
        for (JsonNode dataset : root.path("datasets")) {
            DatasetSpec spec = DatasetSpec.read(dataset);
            specs.add(new DatasetSpec(filled(spec.name(), requestName), spec.type(), spec.blocks()));
        }
        return specs;
    }

    private static String filled(String text, String requestName) {
        return text.replace("@NAME@", requestName).replace("@STRING@", requestName.replaceAll("[^A-Za-z0-9]+", "_"));
    }

    private static Scenario read(String name) {
        try (InputStream in = Scenario.class.getResourceAsStream("scenarios/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("resource scenarios/" + name + ".json is missing");
            }
            JsonNode root = JsonRows.MAPPER.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return new Scenario(
                    root.get("scenario").asText(),
                    root.get("about").asText(),
                    root.get("refusedFor").asText(),
                    root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
