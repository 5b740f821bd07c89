/**
 * A pretended CMS: ReqMgr2, ConfigCache, DBS, Rucio and CRIC with the real servers' rules (contracts/cms.md), in memory
 * with a journal on disk, and a server on loopback that speaks their wire. Start with
 * {@link org.wms2.cms.simulated.SimulatedCms}, which holds all state, then
 * {@link org.wms2.cms.simulated.SimulatedServer}; {@link org.wms2.cms.simulated.SimulatedCmsMain} is the process and
 * {@link org.wms2.cms.simulated.SimulatedCmsControl} a client of its control surface. Tests change input datasets while it
 * runs by {@link org.wms2.cms.simulated.SimulatedInput}. Thread-safe.
 */
@NullMarked
package org.wms2.cms.simulated;

import org.jspecify.annotations.NullMarked;
