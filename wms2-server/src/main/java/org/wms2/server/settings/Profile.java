package org.wms2.server.settings;

import java.util.Locale;

/** Which implementations stand behind the ports. */
public enum Profile {
    /** Personal pool, embedded PostgreSQL (or one given by db-url), simulated CMS: all on this machine. */
    LOCAL,
    /** A schedd, a PostgreSQL and the CMS services of one's own choice. */
    PRODUCTION;

    static Profile of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The word used in settings and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
