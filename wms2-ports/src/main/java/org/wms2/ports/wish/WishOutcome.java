package org.wms2.ports.wish;

import java.util.Locale;

/** How a wish ended. */
public enum WishOutcome {
    CARRIED_OUT,
    /** A stronger one came, its sender took it back, or it can't be carried out. */
    WITHDRAWN;

    /** The word used in the database and in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
