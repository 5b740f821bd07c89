/**
 * HTCondor and DAGMan as WMS2 needs them. Start with {@link org.wms2.ports.htcondor.HTCondor} (the queue) and
 * {@link org.wms2.ports.htcondor.DagFiles} (the submit directory). Implementations are thread-safe.
 */
@NullMarked
package org.wms2.ports.htcondor;

import org.jspecify.annotations.NullMarked;
