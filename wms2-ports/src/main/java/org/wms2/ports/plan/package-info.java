/**
 * What is to run: jobs, work units and the plan of one DAG. Start with {@link org.wms2.ports.plan.DagPlan}. Immutable;
 * a plan's work units are made anew on each iteration, never held as one list.
 */
@NullMarked
package org.wms2.ports.plan;

import org.jspecify.annotations.NullMarked;
