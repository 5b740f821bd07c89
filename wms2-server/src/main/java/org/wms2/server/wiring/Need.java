package org.wms2.server.wiring;

/** What a caller is going to do, which decides what must be there. */
public enum Need {
    /** Read what is stored. */
    READ,
    /** Plan, but run nothing. */
    PLAN,
    /** Everything. */
    RUN
}
