/**
 * What a person or a rule wants of a request (docs/states.md, Who decides). Start with {@link org.wms2.ports.wish.Wish}.
 * Immutable.
 */
@NullMarked
package org.wms2.ports.wish;

import org.jspecify.annotations.NullMarked;
