/**
 * Reads the input that a request selects, once, from DBS and Rucio. Start with
 * {@link org.wms2.domain.input.SnapshotReader}. A reader may be shared; an iterator belongs to one thread.
 */
@NullMarked
package org.wms2.domain.input;

import org.jspecify.annotations.NullMarked;
