package org.wms2.condor.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One job ad of {@code condor_q -json} or {@code condor_history -json} (contracts/htcondor.md 3, "CLI quirks"): no match
 * is no text at all; an expression comes as a string {@code /Expr(...)/}; what is undefined is null or absent.
 */
public record JobAd(JsonNode attributes) {

    /**
     * The ads of an answer.
     *
     * @throws UnreadableException if it is not an array of objects
     */
    public static List<JobAd> parse(String what, String text) {
        if (text.isBlank()) {
            return List.of();
        }
        JsonNode array = Json.tree(what, text);
        if (!array.isArray()) {
            throw new UnreadableException(what, "a JSON array of job ads", text);
        }
        List<JobAd> ads = new ArrayList<>();
        for (JsonNode ad : array) {
            if (!ad.isObject()) {
                throw new UnreadableException(what, "job ads", ad.toString());
            }
            ads.add(new JobAd(ad));
        }
        return ads;
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
