package org.wms2.ports.store;

import java.util.Locale;

/** External effects that are recorded before they are tried. */
public enum IntentAction {
    SUBMIT_DAG,
    RELEASE_DAG,
    SET_PRIORITY,
    SUBMIT_PILOT,
    INJECT_BLOCK,
    ADD_SOURCE_RULE,
    ADD_DESTINATION_RULE,
    DELETE_SOURCE_RULE,
    ANNOUNCE_DATASET,
    INVALIDATE_DATASET,
    ADD_STATISTICS,
    SET_STATUS;

    /** The word used in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
