package org.wms2.cms.http;

import java.io.IOException;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;

/** What an answer that is no success means where the service says nothing better. */
public final class Failures {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private Failures() {}

    /**
     * The error of an answer.
     *
     * @param words the service's own; empty for the beginning of the body
     */
    public static Wms2Exception of(String service, String operation, Reply reply, String words) throws IOException {
        String text = operation + " answered HTTP " + reply.status() + ": " + (words.isEmpty() ? reply.shown() : words);
        if (reply.status() >= SERVER_ERROR || reply.status() == TOO_MANY_REQUESTS) {
            return new ServiceUnavailableException(service, text);
        }
        if (reply.status() == 401 || reply.status() == 403) {
            return new ServiceRefusedException(
                    service, text + " (is the certificate or proxy one that this service lets in?)");
        }
        if (reply.status() >= 300 && reply.status() < 400) {
            return new ServiceRefusedException(
                    service, operation + " was redirected to " + reply.header("Location") + "; check the base URL");
        }
        return new ServiceRefusedException(service, text);
    }
}
