package org.wms2.cms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The contract papers beside the checkout, where they are ({@code -Dwms2.shared}); says loudly when they are not. */
public final class SharedPapers {

    private SharedPapers() {}

    /** A file of contracts/data; empty, and said so on stderr, if it is not there. */
    public static Optional<JsonNode> data(String name) throws IOException {
        Path file = Path.of(System.getProperty("wms2.shared", "../../shared"), "contracts", "data", name);
        if (!Files.isReadable(file)) {
            System.err.println("!!! NOT TESTED: " + file + " is not there; give its place with -Dwms2.shared");
            return Optional.empty();
        }
        return Optional.of(new JsonMapper().readTree(file.toFile()));
    }

    /** Says how many recorded cases ran. */
    public static void ran(String what, int cases) {
        System.out.println("ran " + cases + " " + what);
    }
}
