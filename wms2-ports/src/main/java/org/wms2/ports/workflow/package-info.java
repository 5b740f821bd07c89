/**
 * What a request means once derived: what to split, what comes out, under which names and limits. Start with
 * {@link org.wms2.ports.workflow.Workflow}. Immutable.
 */
@NullMarked
package org.wms2.ports.workflow;

import org.jspecify.annotations.NullMarked;
