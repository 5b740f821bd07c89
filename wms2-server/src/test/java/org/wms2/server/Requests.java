package org.wms2.server;

import java.time.Instant;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;

/** Requests made by hand. */
public final class Requests {
    /** When they were made. */
    public static final Instant MADE = Instant.parse("2026-11-24T12:00:00Z");

    private Requests() {}

    /** A request in a status. */
    public static Request request(String name, RequestStatus status) {
        RequestName requestName = new RequestName(name);
        return new Request(
                requestName,
                requestName,
                1,
                status,
                null,
                "{}",
                RequestOptions.NONE,
                110_000,
                "",
                "",
                0,
                0,
                false,
                MADE,
                MADE,
                MADE,
                1);
    }
}
