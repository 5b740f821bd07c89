package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What a command came to.
 *
 * @param what its arguments
 * @param out stdout, data
 * @param err stderr, talk
 */
record Ended(String what, int exit, String out, String err) {
    static final int KILLED = 137;

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Asserts the exit code, and shows everything that was said if it is another. */
    Ended exits(int expected) {
        assertThat(exit)
                .as("exit code of %s, which said:%n%s%s", what, err, out)
                .isEqualTo(expected);
        return this;
    }

    /** stdout, which must be one JSON object and nothing else. */
    JsonNode json() {
        try {
            JsonNode node = MAPPER.readerFor(JsonNode.class)
                    .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(out);
            assertThat(node.isObject())
                    .as("one JSON object on stdout of %s", what)
                    .isTrue();
            return node;
        } catch (JsonProcessingException e) {
            throw new AssertionError("expected one JSON object on stdout of " + what + ", found:\n" + out + err, e);
        }
    }
}
