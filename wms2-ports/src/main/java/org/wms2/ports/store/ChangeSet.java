package org.wms2.ports.store;

import java.time.Instant;
import java.util.List;

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
}
