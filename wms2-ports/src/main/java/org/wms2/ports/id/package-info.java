/**
 * Names and ids as small records, each with its own lexicon, so that no bare string crosses a port. Start with
 * {@link org.wms2.ports.id.RequestName}. All are immutable.
 */
@NullMarked
package org.wms2.ports.id;

import org.jspecify.annotations.NullMarked;
