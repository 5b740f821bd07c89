package org.wms2.cms.dbs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.wms2.cms.http.Failures;
import org.wms2.cms.http.JsonRows;
import org.wms2.cms.http.Reply;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;

/**
 * DBS's errors (contracts/cms.md 3.2): HTTP 400 for nearly everything with a list of one object; an object of the same
 * shape may also end a list with status 200, when the query broke after the first rows.
 */
record DbsErrors(OptionalInt code, String words) {

    private static final int SHOWN = 300;

    /** The error in an answer that is no success. */
    static DbsErrors read(Reply reply) throws IOException {
        String text = reply.text();
        try {
            JsonNode root = JsonRows.MAPPER.readTree(text);
            return of(root.isArray() ? root.path(0) : root).orElse(new DbsErrors(OptionalInt.empty(), shown(text)));
        } catch (JsonProcessingException e) {
            return new DbsErrors(OptionalInt.empty(), shown(text));
        }
    }

    /** The error that a row is, if it is one. */
    static Optional<DbsErrors> of(JsonNode row) {
        JsonNode error = row.path("error");
        if (!error.isObject()) {
            return Optional.empty();
        }
        OptionalInt code = error.path("code").canConvertToInt()
                ? OptionalInt.of(error.get("code").intValue())
                : OptionalInt.empty();
        String words =
                error.path("message").asText("") + " (" + error.path("function").asText("") + ", "
                        + error.path("reason").asText("") + ")";
        return Optional.of(new DbsErrors(code, shown(words)));
    }

    /** What it means for us. */
    Wms2Exception exception(String service, String operation, Reply reply) throws IOException {
        String coded = code.isPresent() ? "code " + code.getAsInt() + ", " + words : words;
        return Failures.of(service, operation, reply, coded.isEmpty() ? "no words" : coded);
    }

    /** A row in the middle of a list that is an error: the rows before it are not the whole truth. */
    Wms2Exception brokenOff(String service, String operation) {
        return new ServiceUnavailableException(service, operation + " broke off: " + words);
    }

    private static String shown(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }
}
