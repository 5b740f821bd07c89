/**
 * What is tidied once nobody needs it: ended jobs that are kept in HTCondor's queue, submit directories, stored files that
 * nobody knows; and whether a disk has room. Moves no request. Start with
 * {@link org.wms2.domain.housekeeping.Housekeeping}; all of it is thread-safe if the ports are.
 */
@NullMarked
package org.wms2.domain.housekeeping;

import org.jspecify.annotations.NullMarked;
