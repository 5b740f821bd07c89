/**
 * The only place that chooses implementations. Start with {@link org.wms2.server.wiring.Wiring}: settings in, a
 * working {@link org.wms2.domain.Wms2} out. Knows nothing of HTTP servers. Thread-safe.
 */
@NullMarked
package org.wms2.server.wiring;

import org.jspecify.annotations.NullMarked;
