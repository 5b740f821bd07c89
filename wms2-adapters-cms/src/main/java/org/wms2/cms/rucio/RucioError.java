package org.wms2.cms.rucio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import org.wms2.cms.http.Failures;
import org.wms2.cms.http.JsonRows;
import org.wms2.cms.http.Reply;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.Wms2Exception;

/**
 * Rucio's errors (contracts/cms.md 4.2). The exception's class decides, not the status, which depends on the route: a
 * wrong object is 400, 409 or 500.
 *
 * @param exception Rucio's ExceptionClass; empty if the answer names none
 */
record RucioError(String exception, String message) {

    private static final int SHOWN = 300;
    /** Errors that a later try does not change although their status is 500. */
    private static final Set<String> FINAL = Set.of(
            "AccessDenied",
            "InvalidObject",
            "InvalidRSEExpression",
            "UnsupportedOperation",
            "InputValidationError",
            "CannotAuthenticate");

    static RucioError read(Reply reply) throws IOException {
        String text = reply.text();
        String exception = reply.header("ExceptionClass");
        String message = reply.header("ExceptionMessage");
        try {
            JsonNode root = JsonRows.MAPPER.readTree(text);
            return new RucioError(
                    root.path("ExceptionClass").asText(exception),
                    shown(root.path("ExceptionMessage").asText(message)));
        } catch (JsonProcessingException e) {
            return new RucioError(exception, shown(message.isEmpty() ? text : message));
        }
    }

    boolean is(String exceptionClass) {
        return exception.equals(exceptionClass);
    }

    Wms2Exception exception(String service, String operation, Reply reply) throws IOException {
        String words = exception.isEmpty() ? message : exception + ": " + message;
        if (FINAL.contains(exception)) {
            return new ServiceRefusedException(service, operation + " was answered by " + words);
        }
        return Failures.of(service, operation, reply, words.isEmpty() ? "no words" : words);
    }

    private static String shown(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }
}
