/**
 * HTCondor's queue through its command-line tools. Start with {@link org.wms2.condor.tools.CondorTools}. Everything here
 * is thread-safe; a call blocks its thread until the tool ends or its time is up.
 */
@NullMarked
package org.wms2.condor.tools;

import org.jspecify.annotations.NullMarked;
