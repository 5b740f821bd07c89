package org.wms2.ports.store;

import java.util.Locale;

/** What an operator is told of. */
public enum AlertKind {
    /** The request rests until a person acts. */
    HELD,
    /** The same, after errors of our own in a row. */
    QUARANTINED,
    /** It has waited for one thing for longer than that should take. */
    STUCK;

    /** The word used in the database and by the hook. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
