package org.wms2.ports.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;

/** A request's row while a change set is written: the columns that may change. */
final class RequestEdit {
    RequestStatus status;
    int priority;
    String reason;
    String suggestion;
    int round;
    long plannedUnits;
    boolean inputExhausted;
    Instant statusSince;
    Instant nextLook;
    long version;
    Cause cause;
    Instant causeSince;
    int stepsTaken;
    boolean owing;

    @Nullable
    RequestName supersededBy;

    private final Request before;

    RequestEdit(Request r) {
        this.before = r;
        this.status = r.status();
        this.priority = r.priority();
        this.reason = r.reason();
        this.suggestion = r.suggestion();
        this.round = r.round();
        this.plannedUnits = r.plannedUnits();
        this.inputExhausted = r.inputExhausted();
        this.statusSince = r.statusSince();
        this.nextLook = r.nextLook();
        this.version = r.version();
        this.cause = r.cause();
        this.causeSince = r.causeSince();
        this.stepsTaken = r.stepsTaken();
        this.owing = r.owing();
        this.supersededBy = r.supersededBy();
    }

    Request done() {
        return new Request(
                before.name(),
                before.sourceName(),
                before.processingVersion(),
                status,
                before.spec(),
                before.rawDocument(),
                before.options(),
                priority,
                reason,
                suggestion,
                round,
                plannedUnits,
                inputExhausted,
                before.createdAt(),
                statusSince,
                nextLook,
                version,
                cause,
                causeSince,
                stepsTaken,
                owing,
                before.restartOf(),
                supersededBy);
    }
}
