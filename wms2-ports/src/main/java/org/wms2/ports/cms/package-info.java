/**
 * The CMS services as WMS2 needs them: ReqMgr2, ConfigCache, DBS, Rucio, CRIC (contracts/cms.md). Every method throws
 * {@link org.wms2.ports.error.ServiceUnavailableException} if the service did not answer, and
 * {@link org.wms2.ports.error.ServiceRefusedException} if it answered no. Implementations are thread-safe.
 */
@NullMarked
package org.wms2.ports.cms;

import org.jspecify.annotations.NullMarked;
