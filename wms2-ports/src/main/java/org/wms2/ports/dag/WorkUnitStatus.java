package org.wms2.ports.dag;

import java.util.Locale;

/** Status of a work unit (docs/states.md). */
public enum WorkUnitStatus {
    PLANNED,
    RUNNING,
    MERGED,
    REGISTERED,
    FAILED,
    REPLACED,
    ABANDONED;

    /** The word used in the database, in answers and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
