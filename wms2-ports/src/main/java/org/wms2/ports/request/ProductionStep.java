package org.wms2.ports.request;

import org.wms2.ports.error.InputRefusedException;

/**
 * One production step: when the merged fraction of a request is reached, it stops and is queued again with another
 * priority.
 *
 * @param fraction of the request's total events (files where there are no events), in (0, 1)
 * @param priority 0 to 999,999, as ReqMgr2's RequestPriority
 */
public record ProductionStep(double fraction, int priority) {
    public ProductionStep {
        if (!(fraction > 0 && fraction < 1)) {
            throw new InputRefusedException("production step fraction", String.valueOf(fraction), "in (0, 1)");
        }
        Priorities.check(priority);
    }
}
