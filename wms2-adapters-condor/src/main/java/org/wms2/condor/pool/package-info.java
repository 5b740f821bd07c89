/**
 * A personal HTCondor pool of one account, installed, started and stopped by the scripts among the resources. Start with
 * {@link org.wms2.condor.pool.PersonalPool}, which is thread-safe.
 */
@NullMarked
package org.wms2.condor.pool;

import org.jspecify.annotations.NullMarked;
