package org.wms2.ports.pilot;

import java.util.Locale;

/** How far one pilot job is. */
public enum PilotStatus {
    /** Its tag is fixed; it may be in HTCondor or not. */
    PLANNED(true),
    /** Its cluster is known; on hold. */
    SUBMITTED(true),
    /** Released. */
    RUNNING(true),
    /** Its measurement is taken over. */
    MEASURED(false),
    /** It gave no measurement that can be relied on: the request's own estimates stand. */
    FAILED(false),
    /** It was removed as somebody wished: it is measured anew. */
    REMOVED(false);

    private final boolean live;

    PilotStatus(boolean live) {
        this.live = live;
    }

    /** Whether it may be in HTCondor. */
    public boolean isLive() {
        return live;
    }

    /** The word used in the database and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
