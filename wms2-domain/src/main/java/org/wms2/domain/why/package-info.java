/**
 * Why a request does not move. Start with {@link org.wms2.domain.why.Why}; {@link org.wms2.domain.why.StuckRule} says which
 * ones have not moved for too long, {@link org.wms2.domain.why.AlertRule} whom an operator is told of. Changes nothing.
 * Thread-safe.
 */
@NullMarked
package org.wms2.domain.why;

import org.jspecify.annotations.NullMarked;
