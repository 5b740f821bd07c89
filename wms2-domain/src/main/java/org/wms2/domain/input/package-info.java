/**
 * Reads the input that a request selects from DBS and Rucio, and later what has changed of it. Start with
 * {@link org.wms2.domain.input.SnapshotReader}. A reader may be shared; an iterator belongs to one thread.
 */
@NullMarked
package org.wms2.domain.input;

import org.jspecify.annotations.NullMarked;
