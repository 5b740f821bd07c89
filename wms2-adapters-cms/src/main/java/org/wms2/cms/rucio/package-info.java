/**
 * Rucio: blocks, replicas and rules (contracts/cms.md 4). Start with {@link org.wms2.cms.rucio.RucioHttp}.
 * Thread-safe.
 */
@NullMarked
package org.wms2.cms.rucio;

import org.jspecify.annotations.NullMarked;
