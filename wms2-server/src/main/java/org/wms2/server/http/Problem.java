package org.wms2.server.http;

import java.util.Locale;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * An error as RFC 9457 has it, with our own code as an extension.
 *
 * @param type {@code urn:wms2:error:<code>}
 * @param code the {@link ErrorCode} in lower case
 */
public record Problem(String type, String title, int status, String detail, String instance, String code) {

    static Problem of(Wms2Exception error, String instance) {
        return of(error.code(), error.text(), instance);
    }

    static Problem of(ErrorCode code, String detail, String instance) {
        return new Problem(urn(code), title(code), status(code), detail, instance, word(code));
    }

    /** The HTTP status of a code. */
    static int status(ErrorCode code) {
        return switch (code) {
            case USAGE, INPUT_REFUSED -> 400;
            case NOT_ALLOWED -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case INTERNAL -> 500;
            case NOT_YET -> 501;
            case SERVICE_REFUSED -> 502;
            case SERVICE_UNAVAILABLE, DATABASE_UNAVAILABLE -> 503;
        };
    }

    private static String title(ErrorCode code) {
        return switch (code) {
            case USAGE -> "The call is wrong";
            case INPUT_REFUSED -> "The input cannot be processed";
            case NOT_ALLOWED -> "Not allowed";
            case NOT_FOUND -> "Not found";
            case CONFLICT -> "In conflict with what there is";
            case INTERNAL -> "Our own fault";
            case NOT_YET -> "Not yet";
            case SERVICE_REFUSED -> "A service refused";
            case SERVICE_UNAVAILABLE -> "A service does not answer";
            case DATABASE_UNAVAILABLE -> "The database does not answer";
        };
    }

    private static String urn(ErrorCode code) {
        return "urn:wms2:error:" + word(code);
    }

    private static String word(ErrorCode code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
