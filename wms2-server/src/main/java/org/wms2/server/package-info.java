/** Settings, wiring, the driver of the lifecycle and the HTTP surface. */
@NullMarked
package org.wms2.server;

import org.jspecify.annotations.NullMarked;
