package org.wms2.server.json;

import java.time.Instant;
import java.util.Optional;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestSpec;

/** A request in a list. Status words as in docs/states.md; cause is the kind of the reason, with since when it holds. */
public record RequestJson(
        String request,
        String source,
        int processingVersion,
        String status,
        Optional<String> type,
        Optional<String> campaign,
        int priority,
        String cause,
        Instant causeSince,
        String reason,
        String suggestion,
        int round,
        Instant createdAt,
        Instant statusSince,
        Optional<String> restartOf,
        Optional<String> supersededBy) {

    /** The form of a request. */
    public static RequestJson of(Request request) {
        Optional<RequestSpec> spec = Optional.ofNullable(request.spec());
        return new RequestJson(
                request.name().value(),
                request.sourceName().value(),
                request.processingVersion(),
                request.status().word(),
                spec.map(s -> s.type().word()),
                spec.map(RequestSpec::campaign),
                request.priority(),
                request.cause().word(),
                request.causeSince(),
                request.reason(),
                request.suggestion(),
                request.round(),
                request.createdAt(),
                request.statusSince(),
                Optional.ofNullable(request.restartOf()).map(RequestName::value),
                Optional.ofNullable(request.supersededBy()).map(RequestName::value));
    }
}
