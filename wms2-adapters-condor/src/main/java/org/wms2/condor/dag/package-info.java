/**
 * Submit directories: a plan becomes DAGMan files, and what DAGMan and jobs leave becomes progress and manifests. Start
 * with {@link org.wms2.condor.dag.DagDirectory}, which is thread-safe; the rest is used by one thread at a time.
 */
@NullMarked
package org.wms2.condor.dag;

import org.jspecify.annotations.NullMarked;
