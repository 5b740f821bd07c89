/**
 * A request's plan as a person asks for it: work units, jobs, where each input went and why. Start with
 * {@link org.wms2.domain.view.PlanView}. Reads only; not thread-safe.
 */
@NullMarked
package org.wms2.domain.view;

import org.jspecify.annotations.NullMarked;
