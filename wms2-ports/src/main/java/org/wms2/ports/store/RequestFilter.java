package org.wms2.ports.store;

import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;

/**
 * A page of requests, ordered by creation, newest first.
 *
 * @param status null: any
 * @param after the last name of the page before; null for the first page
 * @param limit 1 to 1,000
 */
public record RequestFilter(
        @Nullable RequestStatus status, @Nullable RequestName after, int limit) {
    public RequestFilter {
        if (limit < 1 || limit > 1_000) {
            throw new org.wms2.ports.error.InputRefusedException("limit", String.valueOf(limit), "1 to 1000");
        }
    }
}
