/**
 * The job that measures a request before its first round, and what it measured. Start with
 * {@link org.wms2.ports.pilot.Pilot}. Immutable.
 */
@NullMarked
package org.wms2.ports.pilot;

import org.jspecify.annotations.NullMarked;
