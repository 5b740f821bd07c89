/** HTCondor and DAGMan, reached through files and command-line tools. */
@NullMarked
package org.wms2.condor;

import org.jspecify.annotations.NullMarked;
