package org.wms2.cms.reqmgr2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;

/** The request documents of this module's own test resources. */
final class TestDocuments {

    private static final JsonMapper MAPPER = new JsonMapper();

    private TestDocuments() {}

    static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                TestDocuments.class.getResourceAsStream(name + ".json"), name + ".json is not a test resource")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String changed(String name, Consumer<ObjectNode> change) throws IOException {
        ObjectNode document = (ObjectNode) MAPPER.readTree(text(name));
        change.accept(document);
        return document.toString();
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
