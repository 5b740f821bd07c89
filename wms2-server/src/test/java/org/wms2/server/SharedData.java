package org.wms2.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Recorded data of the real services, beside the checkout or where -Dwms2.shared says; loud when it is not there. */
final class SharedData {
    private SharedData() {}

    static Optional<JsonNode> read(String name) throws IOException {
        Path file = Path.of(System.getProperty("wms2.shared", "../../shared"), "contracts", "data", name);
        if (!Files.isReadable(file)) {
            System.err.println("!!! NOT TESTED: " + file + " is not there; give its place with -Dwms2.shared");
            return Optional.empty();
        }
        return Optional.of(new JsonMapper().readTree(file.toFile()));
    }

    static void ran(int cases, String what) {
        System.out.println("ran " + cases + " " + what);
    }
}
