/**
 * The server's housekeeping: {@link org.wms2.server.house.Housekeeper} sweeps on a thread of its own;
 * {@link org.wms2.server.house.Tidying} is what surfaces may ask for. Thread-safe.
 */
@NullMarked
package org.wms2.server.house;

import org.jspecify.annotations.NullMarked;
