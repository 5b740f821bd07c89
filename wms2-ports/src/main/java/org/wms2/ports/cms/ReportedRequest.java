package org.wms2.ports.cms;

/** What ReqMgr2 says of a request's progress: its status there, and its totals. */
public record ReportedRequest(String status, RequestTotals totals) {}
