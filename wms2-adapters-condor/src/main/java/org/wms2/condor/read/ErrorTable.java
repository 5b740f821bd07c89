package org.wms2.condor.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * The one classification of exit codes, resource {@code job/wms2_errors.json}, which the worker reads too. The codes are
 * WMCore's (WMExceptions.WM_JOB_ERROR_CODES), the classes those of the predecessor, put right where WMCore says more.
 */
public final class ErrorTable {
    private static final String RESOURCE = "/org/wms2/condor/job/wms2_errors.json";
    private static final int MAX_CODE = 99_999;
    private static final ErrorTable OURS = ofResource();

    /**
     * What an exit code means.
     *
     * @param isFinal whether trying again cannot help
     */
    public record Verdict(FailureCategory category, boolean isFinal) {}

    /** Codes from {@code first} to {@code last}. */
    private record Range(int last, Verdict verdict) {}

    private final TreeMap<Integer, Range> byFirst = new TreeMap<>();
    private final Verdict other;

    private ErrorTable(String what, String text) {
        Json json = Json.object(what, text);
        if (!json.text("schema").equals("wms2-errors/1")) {
            throw json.wrong("schema", "wms2-errors/1", json.text("schema"));
        }
        other = verdict(json.object("other"));
        for (Json part : json.objects("classes")) {
            for (JsonNode code : part.array("codes")) {
                add(part, code);
            }
        }
    }

    /** The table of this installation. */
    public static ErrorTable get() {
        return OURS;
    }

    /**
     * Reads a table.
     *
     * @throws UnreadableException if it breaks its form, names an unknown category or a code twice
     */
    static ErrorTable parse(String what, String text) {
        return new ErrorTable(what, text);
    }

    /** What a code means; what is not listed has a verdict too. */
    public Verdict verdict(int exitCode) {
        Map.Entry<Integer, Range> below = byFirst.floorEntry(exitCode);
        return below == null || below.getValue().last() < exitCode
                ? other
                : below.getValue().verdict();
    }

    /** The category of a report: its own word if it is one of ours, else that of its exit code. */
    FailureCategory category(String word, int exitCode) {
        return category(word).orElseGet(() -> verdict(exitCode).category());
    }

    private static Optional<FailureCategory> category(String word) {
        for (FailureCategory category : FailureCategory.values()) {
            if (category.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }

    private static Verdict verdict(Json part) {
        String word = part.text("category");
        return new Verdict(
                category(word).orElseThrow(() -> part.wrong("category", "a failure category", word)),
                part.truth("final"));
    }

    private void add(Json part, JsonNode code) {
        boolean pair = code.isArray() && code.size() == 2;
        int first = code(part, pair ? code.get(0) : code);
        int last = code(part, pair ? code.get(1) : code);
        Map.Entry<Integer, Range> below = byFirst.floorEntry(last);
        if (first > last || (below != null && below.getValue().last() >= first)) {
            throw part.wrong("codes", "each code once", code);
        }
        byFirst.put(first, new Range(last, verdict(part)));
    }

    private static int code(Json part, JsonNode code) {
        if (!code.isInt() || code.intValue() < 1 || code.intValue() > MAX_CODE) {
            throw part.wrong("codes", "codes from 1 to " + MAX_CODE + ", or pairs of them", code);
        }
        return code.intValue();
    }

    private static ErrorTable ofResource() {
        try (InputStream in = ErrorTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new Wms2Exception(ErrorCode.INTERNAL, RESOURCE + " is missing in this installation");
            }
            return parse(RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "cannot read " + RESOURCE + ": " + e, e);
        }
    }
}
