package org.wms2.ports.ledger;

import java.util.Locale;

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

    /** The word used in answers and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
