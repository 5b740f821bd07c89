package org.wms2.domain.ledger;

import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.ledger.LedgerState;

/** In which state the positions of a work unit are (docs/states.md, Ledger). */
public final class LedgerStates {
    private LedgerStates() {}

    /** The state that a work unit's status gives its positions; those of a replaced one are available again. */
    public static LedgerState of(WorkUnitStatus status) {
        return switch (status) {
            case PLANNED -> LedgerState.PLANNED;
            case RUNNING, FAILED -> LedgerState.RUNNING;
            case MERGED -> LedgerState.MERGED;
            case REGISTERED -> LedgerState.REGISTERED;
            case REPLACED -> LedgerState.AVAILABLE;
            case ABANDONED -> LedgerState.ABANDONED;
        };
    }
}
