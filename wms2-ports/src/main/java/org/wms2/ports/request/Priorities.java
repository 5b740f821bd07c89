package org.wms2.ports.request;

import org.wms2.ports.error.InputRefusedException;

/** The range of a request's priority (contracts/cms.md 1.10). */
public final class Priorities {
    /** One more than the highest priority. */
    public static final int LIMIT = 1_000_000;

    private Priorities() {}

    /**
     * Returns the priority if ReqMgr2 would accept it.
     *
     * @throws InputRefusedException outside 0 to 999,999
     */
    public static int check(int priority) {
        if (priority < 0 || priority >= LIMIT) {
            throw new InputRefusedException("RequestPriority", String.valueOf(priority), "0 to " + (LIMIT - 1));
        }
        return priority;
    }
}
