/**
 * Cuts input, or a range of events to generate, into jobs as WMCore's splitters do (contracts/cms.md 2). Start with
 * {@link org.wms2.domain.splitting.Splitters}. Jobs are made as they are asked for. A splitter and its iterators belong to
 * one thread and one pass; {@link org.wms2.domain.splitting.InputUnits} are immutable.
 */
@NullMarked
package org.wms2.domain.splitting;

import org.jspecify.annotations.NullMarked;
