package org.wms2.condor.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object that is read strictly: a missing field or one of another type is an error that names its path.
 *
 * @param path where it stands, for errors
 */
record Json(String path, JsonNode node) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The one value of a text. */
    static JsonNode tree(String what, String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new UnreadableException(what, "JSON", "nothing");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new UnreadableException(what, "JSON", String.valueOf(e.getOriginalMessage()));
        }
    }

    /** The one object of a text. */
    static Json object(String what, String text) {
        return of(what, tree(what, text));
    }

    static Json of(String path, JsonNode node) {
        if (!node.isObject()) {
            throw new UnreadableException(path, "a JSON object", node.toString());
        }
        return new Json(path, node);
    }

    String text(String name) {
        JsonNode value = field(name);
        if (!value.isTextual()) {
            throw wrong(name, "a string", value);
        }
        return value.textValue();
    }

    /** A string, or nothing if it is absent or null. */
    Optional<String> optionalText(String name) {
        return isAbsent(name) ? Optional.empty() : Optional.of(text(name));
    }

    long integer(String name, long min, long max) {
        JsonNode value = field(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < min
                || value.longValue() > max) {
            throw wrong(name, "a whole number from " + min + " to " + max, value);
        }
        return value.longValue();
    }

    int count(String name) {
        return (int) integer(name, 0, Integer.MAX_VALUE);
    }

    double number(String name) {
        JsonNode value = field(name);
        if (!value.isNumber()) {
            throw wrong(name, "a number", value);
        }
        return value.doubleValue();
    }

    boolean truth(String name) {
        JsonNode value = field(name);
        if (!value.isBoolean()) {
            throw wrong(name, "true or false", value);
        }
        return value.booleanValue();
    }

    Json object(String name) {
        return of(path + "." + name, field(name));
    }

    List<Json> objects(String name) {
        List<Json> objects = new ArrayList<>();
        for (JsonNode element : array(name)) {
            objects.add(of(path + "." + name + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual()) {
                throw wrong(name, "an array of strings", element);
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    JsonNode array(String name) {
        JsonNode value = field(name);
        if (!value.isArray()) {
            throw wrong(name, "an array", value);
        }
        return value;
    }

    boolean isAbsent(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull();
    }

    /** Refuses fields that nobody knows. */
    void only(Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new UnreadableException(path, "the fields of its schema", name);
            }
        });
    }

    UnreadableException wrong(String name, String expected, Object found) {
        return new UnreadableException(path + "." + name, expected, String.valueOf(found));
    }

    private JsonNode field(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new UnreadableException(path, "a field " + name, "none");
        }
        return value;
    }
}
