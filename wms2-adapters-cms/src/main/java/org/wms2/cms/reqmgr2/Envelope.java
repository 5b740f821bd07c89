package org.wms2.cms.reqmgr2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Optional;

/**
 * ReqMgr2's envelope {@code {"result": [{"<name>": <document>}]}}; an unknown request is an empty result with status 200
 * (contracts/cms.md 1.3).
 */
final class Envelope {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.defaults())
            .build();

    private Envelope() {}

    /**
     * The document of a request as it stands in the answer, byte for byte.
     *
     * @throws IOException if the text is not such an envelope
     */
    static Optional<String> document(String answer, String requestName) throws IOException {
        try (JsonParser parser = JSON.createParser(answer)) {
            expect(parser, JsonToken.START_OBJECT);
            Optional<String> found = Optional.empty();
            boolean result = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isResult = parser.currentName().equals("result");
                parser.nextToken();
                if (isResult) {
                    result = true;
                    found = inResult(parser, answer, requestName);
                } else {
                    parser.skipChildren();
                }
            }
            if (!result || parser.currentToken() != JsonToken.END_OBJECT) {
                throw new IOException("expected an object with the member result");
            }
            return found;
        }
    }

    private static Optional<String> inResult(JsonParser parser, String answer, String requestName) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("expected a list as result, found " + parser.currentToken());
        }
        Optional<String> found = Optional.empty();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(requestName);
                JsonToken value = parser.nextToken();
                int from = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                if (wanted && value == JsonToken.START_OBJECT) {
                    found = Optional.of(answer.substring(
                            from, (int) parser.currentLocation().getCharOffset()));
                }
            }
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw new IOException("expected objects by request name in result, found " + parser.currentToken());
        }
        return found;
    }

    private static void expect(JsonParser parser, JsonToken token) throws IOException {
        JsonToken found = parser.nextToken();
        if (found != token) {
            throw new IOException("expected " + token + ", found " + found);
        }
    }
}
