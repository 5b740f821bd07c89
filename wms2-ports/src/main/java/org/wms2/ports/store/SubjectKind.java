package org.wms2.ports.store;

import java.util.Locale;

/** What a transition, a wish or an intent is about. */
public enum SubjectKind {
    REQUEST,
    DAG,
    WORK_UNIT,
    BLOCK;

    /** The word used in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
