/**
 * Splitters that WMCore has and that no request document can ask for: its list of accepted {@code SplittingAlgo}s leaves
 * them out. They are here so that every recorded case of WMCore's can be told from one of ours; nothing plans with them,
 * and they know no ledger. Each takes the files of one set of locations in the order of their LFNs, where WMCore has any.
 */
@NullMarked
package org.wms2.domain.splitting.wmcore;

import org.jspecify.annotations.NullMarked;
