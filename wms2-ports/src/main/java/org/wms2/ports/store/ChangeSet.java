package org.wms2.ports.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.request.RequestStatus;

/**
 * All that one decision changes: applied in one transaction, or not at all.
 *
 * @param claim whose generation must still be the row's
 * @param version of the request's row that the decision was made on
 * @param at the decision's time, for status clocks and transitions
 * @param who the person or rule behind it
 */
public record ChangeSet(Claim claim, long version, Instant at, String who, List<Change> changes) {
    public ChangeSet {
        changes = List.copyOf(changes);
    }

    /** The final status that the request moves to; empty if it does not end. What is still wished of it then ends too. */
    public Optional<RequestStatus> end() {
        return changes.stream()
                .filter(Change.MoveRequest.class::isInstance)
                .map(c -> ((Change.MoveRequest) c).to())
                .filter(RequestStatus::isFinal)
                .findFirst();
    }
}
