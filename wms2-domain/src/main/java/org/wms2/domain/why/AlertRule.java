package org.wms2.domain.why;

import java.time.Instant;
import java.util.Optional;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Alert;
import org.wms2.ports.store.AlertKind;

/** Of what an operator is told: a request that is held, quarantined or stuck. Pure. */
public final class AlertRule {
    private AlertRule() {}

    /** The alert that a request is worth now; empty if it is fine. */
    public static Optional<Alert> of(Request request, Instant now) {
        if (request.status() == RequestStatus.HELD) {
            AlertKind kind = request.cause() == Cause.QUARANTINE ? AlertKind.QUARANTINED : AlertKind.HELD;
            return Optional.of(new Alert(request.name(), kind, request.statusSince()));
        }
        return StuckRule.of(request, now).map(s -> new Alert(request.name(), AlertKind.STUCK, s.since()));
    }
}
