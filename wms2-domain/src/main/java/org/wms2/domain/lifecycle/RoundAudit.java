package org.wms2.domain.lifecycle;

import java.util.List;
import java.util.Optional;
import org.wms2.domain.ledger.Audit;
import org.wms2.domain.ledger.AuditResult;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Stores;

/** The proof at a round's end that its input is accounted for and its outputs hold it: a difference stops the request. */
final class RoundAudit {
    private RoundAudit() {}

    /** What to do about a difference; empty if there is none. */
    static Optional<Decision> difference(RequestState state, Stores stores) {
        Request request = state.request();
        AuditResult result = new Audit(stores).round(request.name(), request.round());
        return result.firstDifference().map(difference -> {
            RequestMoves.TABLE.require(request.status(), RequestStatus.HELD);
            return new Decision.Apply(
                    List.of(new Change.MoveRequest(
                            request.status(),
                            RequestStatus.HELD,
                            Cause.LEDGER,
                            "ledger difference: " + difference,
                            "see wms2 audit " + request.name())),
                    "held: ledger difference: " + difference);
        });
    }
}
