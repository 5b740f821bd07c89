package org.wms2.ports.output;

import java.util.Locale;

/** Status of an output block on its way to being announced (docs/states.md); the order is the pipeline's. */
public enum BlockStatus {
    OPEN,
    PENDING,
    DBS_REGISTERED,
    SOURCE_PROTECTED,
    TRANSFERS_REQUESTED,
    TRANSFERRING,
    TRANSFERRED,
    SOURCE_RELEASED,
    ANNOUNCED,
    INVALIDATED,
    FAILED;

    /** Whether its files are in DBS and Rucio, and it has not failed. */
    public boolean isRegistered() {
        return compareTo(SOURCE_PROTECTED) >= 0 && compareTo(ANNOUNCED) <= 0;
    }

    /** Whether its request has something left to do for it: it is neither announced nor at another end. */
    public boolean isUnfinished() {
        return compareTo(ANNOUNCED) < 0;
    }

    /** Whether it is between being closed and being announced. */
    public boolean isOnItsWay() {
        return this != OPEN && isUnfinished();
    }

    /** The word used in the database, in answers and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
