package org.wms2.ports.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.WorkUnitId;

/**
 * A row of the ledger: who has a span. Exactly one of work unit and reason is set.
 *
 * @param workUnit that processes it
 * @param reason why it is not processed, although it has positions
 * @param why in words; empty for a work unit
 * @param active whether it still holds: a work unit that was replaced has given its spans back
 * @param invalidatedAt when the outputs of its work unit were invalidated; null if they are not
 */
public record LedgerEntry(
        Span span,
        @Nullable WorkUnitId workUnit,
        @Nullable ExclusionReason reason,
        String why,
        boolean active,
        Instant at,
        @Nullable Instant invalidatedAt) {
    /** One whose outputs hold. */
    public LedgerEntry(
            Span span,
            @Nullable WorkUnitId workUnit,
            @Nullable ExclusionReason reason,
            String why,
            boolean active,
            Instant at) {
        this(span, workUnit, reason, why, active, at, null);
    }
}
