/**
 * The account of a request's input. Start with {@link org.wms2.domain.ledger.Audit}; sets of positions
 * are {@link org.wms2.domain.ledger.Spans}. Nothing is shared between threads.
 */
@NullMarked
package org.wms2.domain.ledger;

import org.jspecify.annotations.NullMarked;
