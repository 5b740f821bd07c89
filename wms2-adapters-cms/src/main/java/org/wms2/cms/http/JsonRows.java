package org.wms2.cms.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Lists of JSON objects read one by one, never as a whole. */
public final class JsonRows {

    /** The mapper that all adapters share. */
    public static final JsonMapper MAPPER = new JsonMapper();

    private JsonRows() {}

    /**
     * Reads a JSON array.
     *
     * @throws IOException if the text is not an array, or breaks off before its end
     */
    public static void array(InputStream body, Consumer<JsonNode> row) throws IOException {
        try (JsonParser parser = MAPPER.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("expected a list, found " + parser.currentToken());
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null) {
                    throw new IOException("the list breaks off");
                }
                row.accept(MAPPER.readTree(parser));
            }
        }
    }

    /**
     * Reads one JSON value after another ({@code application/x-json-stream}).
     *
     * @throws IOException if one of them breaks off
     */
    public static void lines(InputStream body, Consumer<JsonNode> row) throws IOException {
        try (JsonParser parser = MAPPER.createParser(body)) {
            while (parser.nextToken() != null) {
                row.accept(MAPPER.readTree(parser));
            }
        }
    }

    /** One JSON value. */
    public static JsonNode value(InputStream body) throws IOException {
        JsonNode node = MAPPER.readTree(body);
        if (node == null || node.isMissingNode()) {
            throw new IOException("expected JSON, found an empty answer");
        }
        return node;
    }
}
