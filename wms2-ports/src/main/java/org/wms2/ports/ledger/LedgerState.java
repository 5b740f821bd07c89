package org.wms2.ports.ledger;

import java.util.Locale;
import org.wms2.ports.dag.WorkUnitStatus;

/** Where a unit of input is: in exactly one of these (docs/states.md). */
public enum LedgerState {
    /** Never to be processed, for a reason that is kept. */
    EXCLUDED,
    /** To be planned; also what was planned and has been replaced. */
    AVAILABLE,
    PLANNED,
    /** In HTCondor, or failed there and not yet decided about. */
    RUNNING,
    MERGED,
    REGISTERED,
    /** Its loss was accepted. */
    ABANDONED;

    /** The state of the positions that a work unit has; available if it has given them back. */
    public static LedgerState of(WorkUnitStatus status) {
        return switch (status) {
            case PLANNED -> PLANNED;
            case RUNNING, FAILED -> RUNNING;
            case MERGED -> MERGED;
            case REGISTERED -> REGISTERED;
            case ABANDONED -> ABANDONED;
            case REPLACED -> AVAILABLE;
        };
    }

    /** The word used in answers and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
