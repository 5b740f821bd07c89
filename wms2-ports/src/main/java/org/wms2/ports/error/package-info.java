/**
 * The one unchecked base of every error, {@link org.wms2.ports.error.Wms2Exception}, its codes and the named errors.
 * Domain decisions answer with values; an exception is a broken promise or a refusal at a border. Immutable.
 */
@NullMarked
package org.wms2.ports.error;

import org.jspecify.annotations.NullMarked;
