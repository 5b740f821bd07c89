package org.wms2.server.simulation;

/** A deliberate defect, to prove that the laws see it. */
enum Flaw {
    NONE,
    /** HTCondor finds nothing by its tag. */
    FORGETS_TAGS,
    /** A submission is not on hold: it runs at once. */
    NOT_ON_HOLD,
    /** The stores compare neither generation nor version. */
    NO_FENCE,
    /** DBS takes a block a second time with other names. */
    DBS_DOUBLES,
    /** Rucio's transfers never end. */
    NEVER_TRANSFERRED,
    /** The ledger gives the same input to two work units, or loses it. */
    LEDGER_LOSES
}
