/**
 * What is tidied on the disks of the machine that submits: room, archives, submit directories of requests that have ended,
 * stored files that nobody knows. Start with {@link org.wms2.condor.house.LocalDisk}, which is thread-safe.
 */
@NullMarked
package org.wms2.condor.house;

import org.jspecify.annotations.NullMarked;
