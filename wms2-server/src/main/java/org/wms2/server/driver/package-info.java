/**
 * The loop that drives requests: picks who is due, gives each a thread for one turn, sleeps until the next look. Start
 * with {@link org.wms2.server.driver.Driver}, which the server and {@code wms2 import} share. Thread-safe. Knows
 * nothing of HTTP.
 */
@NullMarked
package org.wms2.server.driver;

import org.jspecify.annotations.NullMarked;
