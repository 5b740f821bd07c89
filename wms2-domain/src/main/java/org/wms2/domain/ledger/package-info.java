/**
 * The account of a request's input. Start with {@link org.wms2.domain.ledger.Spans}. Everything is immutable.
 */
@NullMarked
package org.wms2.domain.ledger;

import org.jspecify.annotations.NullMarked;
