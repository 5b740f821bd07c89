package org.wms2.ports.dag;

import java.time.Instant;
import org.wms2.ports.id.RequestName;

/**
 * A submit directory that is there no more. All attempts of a DAG share one.
 *
 * @param directory absolute path where it was
 * @param archive absolute path of the archive that holds it; empty: it was deleted
 * @param files that were deleted; 0 if somebody else had
 * @param bytes of them
 */
public record RemovedDirectory(
        String directory, RequestName request, String archive, long files, long bytes, Instant removedAt) {}
