package org.wms2.ports.wish;

import java.util.Locale;

/** The kinds of wishes. Of those that move a request the strongest acts; the constants go from the weakest to the strongest. */
public enum WishKind {
    /** Another priority; moves nothing, so it stands beside the others. */
    PRIORITY,
    /** Goes on with a held request. */
    RELEASE,
    /** Lets a live round run out, then rests. */
    HOLD,
    /** Stops a live round now, then rests or goes back into the queue. */
    STOP,
    /** Accepts what is missing and ends the request with the rest. */
    FINISH,
    /** Ends it as failed. */
    FAIL,
    /** Ends it as aborted. */
    ABORT;

    /** The word used in the database, in answers and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
