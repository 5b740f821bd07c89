/**
 * Cuts input, or a range of events to generate, into jobs as WMCore's splitters do (contracts/cms.md 2), but for these
 * deviations: a job that would process what is another job's ends earlier; a gap behind lumi section 0 ends a range; nothing
 * joins a lumi section over the time limit ({@code LumiSelection.quirks} has the last two for recorded cases); and no job
 * spans blocks where WMCore's Dataset policy (MINIAODSIM input of TaskChains and StepChains) lets it. Start with
 * {@link org.wms2.domain.splitting.Splitters}. Jobs are made as they are asked for. A splitter and its iterators belong to
 * one thread and one pass; {@link org.wms2.domain.splitting.InputUnits} are immutable.
 */
@NullMarked
package org.wms2.domain.splitting;

import org.jspecify.annotations.NullMarked;
