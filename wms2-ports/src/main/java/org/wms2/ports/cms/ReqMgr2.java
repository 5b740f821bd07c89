package org.wms2.ports.cms;

import java.util.Optional;
import org.wms2.ports.id.RequestName;

/** CMS's request manager. */
public interface ReqMgr2 {
    /**
     * The document of a request, mapped.
     *
     * @return empty if ReqMgr2 has no such request
     * @throws org.wms2.ports.error.InputRefusedException if a field cannot be processed, with its name
     * @throws org.wms2.ports.error.NotYetException if its type is not a WMS2 workload yet
     */
    Optional<RequestDocument> find(RequestName name);

    /** Status and totals of a request, for the look-up before a report; empty if ReqMgr2 has no such request. */
    Optional<ReportedRequest> reported(RequestName name);

    /**
     * Moves a request one step along ReqMgr2's state machine (contracts/cms.md 1.6).
     *
     * @throws org.wms2.ports.error.ServiceRefusedException if the step is not legal there, or not ours to take
     */
    void setStatus(RequestName name, String status);

    /**
     * Adds to a request's totals. Not idempotent, and what it answers says nothing: the caller compares the totals before
     * and after, and never repeats it blindly.
     */
    void addStatistics(RequestName name, RequestTotals added);
}
