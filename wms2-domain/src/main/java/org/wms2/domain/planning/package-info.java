/**
 * From jobs to work units to the plan of one round. Start with {@link org.wms2.domain.planning.Planner}. Everything is
 * immutable and a function of its arguments: the same input gives the same plan, byte for byte.
 */
@NullMarked
package org.wms2.domain.planning;

import org.jspecify.annotations.NullMarked;
