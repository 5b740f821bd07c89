/**
 * What HTCondor, DAGMan and the jobs have written, read: one class per format. Start with
 * {@link org.wms2.condor.read.DagmanFiles}. All are stateless or immutable. Whatever the text is, a parser answers or
 * throws {@link org.wms2.condor.read.UnreadableException}.
 */
@NullMarked
package org.wms2.condor.read;

import org.jspecify.annotations.NullMarked;
