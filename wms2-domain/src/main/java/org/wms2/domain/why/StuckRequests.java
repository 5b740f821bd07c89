package org.wms2.domain.why;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.why.StuckRule.Stuck;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.RequestStore;

/** Looks through all requests that are not final, a page at a time, and through the final ones that owe something. */
public final class StuckRequests {
    private static final int PAGE = 1_000;

    private final RequestStore requests;

    public StuckRequests(RequestStore requests) {
        this.requests = requests;
    }

    /** Those that are stuck at a time, longest first. */
    public List<Stuck> at(Instant now) {
        Map<RequestName, Request> live = new HashMap<>();
        for (RequestStatus status : RequestStatus.values()) {
            if (!status.isFinal()) {
                addAll(status, live);
            }
        }
        // Due at some time are those, and the final ones that owe something.
        for (RequestName name : requests.due(Instant.MAX, Integer.MAX_VALUE)) {
            if (!live.containsKey(name)) {
                requests.find(name).ifPresent(r -> live.put(name, r));
            }
        }
        return live.values().stream()
                .map(r -> StuckRule.of(r, now))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Stuck::since)
                        .thenComparing(s -> s.request().name().value()))
                .toList();
    }

    private void addAll(RequestStatus status, Map<RequestName, Request> to) {
        @Nullable RequestName after = null;
        List<Request> page;
        do {
            page = requests.list(new RequestFilter(status, after, PAGE));
            page.forEach(r -> to.put(r.name(), r));
            after = page.isEmpty() ? null : page.getLast().name();
        } while (page.size() == PAGE);
    }
}
