/**
 * Tells an operator of requests that are held, quarantined or stuck, by running a program. Start with
 * {@link org.wms2.server.alerts.AlertHook}. Thread-safe.
 */
@NullMarked
package org.wms2.server.alerts;

import org.jspecify.annotations.NullMarked;
