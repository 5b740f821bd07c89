/**
 * Which files become one merged file: WMCore's two merge rules (contracts/cms.md 2.7) as pure functions. Start with
 * {@link org.wms2.domain.merging.ParentlessMergeBySize}; the merge node of a work unit applies the same rule to the files
 * that are really there. {@link org.wms2.domain.merging.MergeEstimate} says beforehand how many files it will make.
 * Everything is immutable, except the estimate, which belongs to one thread.
 */
@NullMarked
package org.wms2.domain.merging;

import org.jspecify.annotations.NullMarked;
