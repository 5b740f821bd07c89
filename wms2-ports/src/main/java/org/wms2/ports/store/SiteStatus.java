package org.wms2.ports.store;

import java.util.Locale;

/** Whether a site gets work. */
public enum SiteStatus {
    ENABLED,
    DISABLED,
    /** What runs there goes on; nothing new lands. */
    DRAINING,
    MAINTENANCE;

    /** The word used in the database, in answers and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
