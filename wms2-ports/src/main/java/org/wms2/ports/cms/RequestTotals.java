package org.wms2.ports.cms;

import org.wms2.ports.error.InputRefusedException;

/**
 * ReqMgr2's sums of a request (contracts/cms.md 1.5): what is sent is added to what is there, so a second time is too much.
 *
 * @param jobs TotalEstimatedJobs, 0 or more
 * @param lumis TotalInputLumis, 0 or more
 * @param events TotalInputEvents, 0 or more
 * @param files TotalInputFiles, 0 or more
 */
public record RequestTotals(long jobs, long lumis, long events, long files) {
    /** Of a request that nobody has counted. */
    public static final RequestTotals NONE = new RequestTotals(0, 0, 0, 0);

    public RequestTotals {
        if (jobs < 0 || lumis < 0 || events < 0 || files < 0) {
            throw new InputRefusedException(
                    "totals", jobs + ", " + lumis + ", " + events + ", " + files, "none below 0");
        }
    }

    /** The sums with more added. */
    public RequestTotals plus(RequestTotals more) {
        return new RequestTotals(jobs + more.jobs, lumis + more.lumis, events + more.events, files + more.files);
    }
}
