package org.wms2.condor.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * One job ad of {@code condor_q -json} or {@code condor_history -json} (contracts/htcondor.md 3, "CLI quirks"): no match
 * is no text at all; an expression comes as a string {@code /Expr(...)/}; what is undefined is null or absent.
 */
public record JobAd(JsonNode attributes) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * The ads of an answer.
     *
     * @throws UnreadableException if it is not an array of objects
     */
    public static List<JobAd> parse(String what, String text) {
        List<JobAd> ads = new ArrayList<>();
        each(what, text, ads::add);
        return ads;
    }

    /**
     * Hands on the ads of an answer one by one, as they are read: none but the last is kept.
     *
     * @throws UnreadableException if it is not an array of objects; those before the fault have been handed on
     */
    public static void each(String what, String text, Consumer<JobAd> to) {
        if (text.isBlank()) {
            return;
        }
        try (JsonParser json = MAPPER.createParser(text)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new UnreadableException(what, "a JSON array of job ads", text);
            }
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw new UnreadableException(what, "JSON of job ads", String.valueOf(token));
                }
                JsonNode ad = MAPPER.readTree(json);
                to.accept(new JobAd(ad));
            }
            if (json.nextToken() != null) {
                throw new UnreadableException(
                        what,
                        "the end of JSON after the job ads",
                        json.currentToken().name());
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableException(what, "JSON", String.valueOf(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading a text fails", e);
        }
    }

    /** A string attribute; empty if it is absent, no string, or an expression. */
    public Optional<String> text(String name) {
        JsonNode value = attributes.get(name);
        return value == null || !value.isTextual() || isExpression(value.textValue())
                ? Optional.empty()
                : Optional.of(value.textValue());
    }

    /** A whole number; empty if it is absent, no whole number, or an expression. */
    public OptionalLong integer(String name) {
        JsonNode value = attributes.get(name);
        return value == null || !value.isIntegralNumber() || !value.canConvertToLong()
                ? OptionalLong.empty()
                : OptionalLong.of(value.longValue());
    }

    /** A whole number from 0 to 2^31 - 1, or 0. */
    public int count(String name) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, integer(name).orElse(0)));
    }

    private static boolean isExpression(String text) {
        return text.startsWith("/Expr(") && text.endsWith(")/");
    }
}
