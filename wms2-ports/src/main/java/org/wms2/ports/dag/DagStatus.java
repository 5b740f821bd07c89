package org.wms2.ports.dag;

import java.util.Locale;

/** Status of one attempt of a DAG (docs/states.md). */
public enum DagStatus {
    PLANNING(true),
    READY(true),
    SUBMITTED(true),
    RUNNING(true),
    COMPLETED(false),
    PARTIAL(false),
    FAILED(false),
    STOPPED(false),
    REMOVED(false),
    HALTED(false),
    INTERRUPTED(false);

    private final boolean open;

    DagStatus(boolean open) {
        this.open = open;
    }

    /** Whether its end has not been applied yet. */
    public boolean isOpen() {
        return open;
    }

    /** The word used in the database, in answers and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
