package org.wms2.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What HTCondor left of a DAG. */
record SubmitDirectory(Path path) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern ELECTED = Pattern.compile("WMS2_ELECTED_SITE\\s*=\\s*(\\S+)\\s*");

    /** That of the last DAG of a command's result. */
    static SubmitDirectory of(JsonNode result) {
        JsonNode dags = result.path("dags");
        return new SubmitDirectory(
                Path.of(dags.path(dags.size() - 1).path("directory").asText()));
    }

    /** One work unit's directory. */
    record Unit(Path path) {
        String electedSite() {
            String text = readText(path.resolve("elected_site.inc"));
            Matcher matcher = ELECTED.matcher(text);
            if (!matcher.matches()) {
                throw new AssertionError("expected WMS2_ELECTED_SITE = <site> in " + path + ", found " + text);
            }
            return matcher.group(1);
        }

        /** One per job start: processing, merge and cleanup. */
        List<JsonNode> sideFiles() {
            return list(path.resolve("side"), ".json").stream()
                    .map(SubmitDirectory::readJson)
                    .toList();
        }

        JsonNode manifest() {
            return readJson(path.resolve("manifest.json"));
        }
    }

    List<Unit> units() {
        return list(path, "").stream()
                .filter(p -> p.getFileName().toString().startsWith("mg_"))
                .map(Unit::new)
                .toList();
    }

    private static List<Path> list(Path directory, String suffix) {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.filter(p -> p.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode readJson(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readText(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
