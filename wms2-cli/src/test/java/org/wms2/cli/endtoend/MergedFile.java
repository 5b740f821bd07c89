package org.wms2.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file that the synthetic payload wrote, by the JSON line at its beginning.
 *
 * @param path where it lies
 * @param lumis each with its run
 */
record MergedFile(Path path, String lfn, String dataset, long events, List<RunLumi> lumis, List<String> parents) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** One lumi section. */
    record RunLumi(long run, long lumi) {}

    /** Every file in and below the directories that a command's result names under onDisk. */
    static List<MergedFile> of(JsonNode result) {
        List<MergedFile> files = new ArrayList<>();
        for (Map.Entry<String, JsonNode> place : result.path("onDisk").properties()) {
            files.addAll(below(Path.of(place.getValue().asText())));
        }
        return files;
    }

    private static List<MergedFile> below(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).map(MergedFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MergedFile read(Path path) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.write(next);
            }
            JsonNode header = MAPPER.readTree(line.toByteArray());
            List<RunLumi> lumis = new ArrayList<>();
            header.path("lumis")
                    .forEach(l ->
                            lumis.add(new RunLumi(l.path(0).asLong(), l.path(1).asLong())));
            List<String> parents = new ArrayList<>();
            header.path("parents").forEach(p -> parents.add(p.asText()));
            return new MergedFile(
                    path,
                    header.path("lfn").asText(),
                    header.path("dataset").asText(),
                    header.path("events").asLong(),
                    lumis,
                    parents);
        } catch (IOException e) {
            throw new UncheckedIOException("not a file of the synthetic payload: " + path, e);
        }
    }
}
