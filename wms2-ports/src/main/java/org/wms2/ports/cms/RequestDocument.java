package org.wms2.ports.cms;

import org.wms2.ports.request.RequestSpec;

/**
 * A document of ReqMgr2.
 *
 * @param status ReqMgr2's RequestStatus, such as {@code assigned}
 * @param raw the document as received, without the envelope
 */
public record RequestDocument(RequestSpec spec, String status, String raw) {}
