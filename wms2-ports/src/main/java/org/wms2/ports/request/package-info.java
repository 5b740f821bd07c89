/**
 * What is asked for: the request row, its status, and the typed form of a ReqMgr2 document. Start with
 * {@link org.wms2.ports.request.Request} and {@link org.wms2.ports.request.RequestSpec}. Immutable.
 */
@NullMarked
package org.wms2.ports.request;

import org.jspecify.annotations.NullMarked;
