package org.wms2.domain.why;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.why.StuckRule.Stuck;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.RequestStore;

/** Looks through all requests that are not final, a page at a time. */
public final class StuckRequests {
    private static final int PAGE = 1_000;

    private final RequestStore requests;

    public StuckRequests(RequestStore requests) {
        this.requests = requests;
    }

    /** Those that are stuck at a time, longest first. */
    public List<Stuck> at(Instant now) {
        List<Stuck> stuck = new ArrayList<>();
        for (RequestStatus status : RequestStatus.values()) {
            if (StuckLimits.of(status).isPresent()) {
                addAll(status, now, stuck);
            }
        }
        stuck.sort(Comparator.comparing(Stuck::since));
        return stuck;
    }

    private void addAll(RequestStatus status, Instant now, List<Stuck> to) {
        @Nullable RequestName after = null;
        List<Request> page;
        do {
            page = requests.list(new RequestFilter(status, after, PAGE));
            page.forEach(r -> StuckRule.of(r, now).ifPresent(to::add));
            after = page.isEmpty() ? null : page.getLast().name();
        } while (page.size() == PAGE);
    }
}
