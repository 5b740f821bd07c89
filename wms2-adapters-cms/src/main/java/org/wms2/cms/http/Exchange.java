package org.wms2.cms.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call to a service.
 *
 * @param operation for records and metrics; few distinct values
 * @param headers beside those that the client sets itself
 * @param body JSON text; null for none
 * @param repeatable whether doing it twice does no more than doing it once, so that it may be retried
 */
public record Exchange(
        String operation,
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body,
        boolean repeatable) {

    public Exchange {
        headers = Map.copyOf(headers);
    }

    /** A call that only reads. */
    public static Exchange get(String operation, URI uri, Map<String, String> headers) {
        return new Exchange(operation, "GET", uri, headers, null, true);
    }

    byte @Nullable [] bodyBytes() {
        return body == null ? null : body.getBytes(StandardCharsets.UTF_8);
    }
}
