/**
 * A pretended CMS: ReqMgr2, ConfigCache, DBS, Rucio and CRIC with the real servers' rules (contracts/cms.md), in memory
 * with a journal on disk. Start with {@link org.wms2.cms.simulated.SimulatedCms}, which holds all state and is
 * thread-safe; {@code server} puts the real wire in front of it.
 */
@NullMarked
package org.wms2.cms.simulated;

import org.jspecify.annotations.NullMarked;
