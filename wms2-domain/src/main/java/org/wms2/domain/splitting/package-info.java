/**
 * Cuts input, or a range of events to generate, into jobs as WMCore's splitters do (contracts/cms.md 2). Start with
 * {@link org.wms2.domain.splitting.Splitters}. A splitter is immutable and lazy: it can be iterated any number of times,
 * by any thread, and gives the same jobs each time; one iterator belongs to one thread.
 */
@NullMarked
package org.wms2.domain.splitting;

import org.jspecify.annotations.NullMarked;
