package org.wms2.condor.house;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where {@link LocalDisk} tidies.
 *
 * @param submitDir absolute; every submit directory lives below it
 * @param archiveDir absolute; archives go there if nobody says where
 * @param storage the pretended sites' storage; empty where files are stored elsewhere
 * @param otherDisks absolute; must keep the reserve too, such as the pool's
 * @param reserveBytes that stay free on each disk, 0 or more
 */
public record HousePlaces(
        Path submitDir, Path archiveDir, Optional<Path> storage, List<Path> otherDisks, long reserveBytes) {
    public HousePlaces {
        submitDir = submitDir.normalize();
        otherDisks = List.copyOf(otherDisks);
        if (!submitDir.isAbsolute() || !archiveDir.isAbsolute() || reserveBytes < 0) {
            throw new IllegalArgumentException("expected absolute paths and a reserve of 0 or more, found " + submitDir
                    + ", " + archiveDir + ", " + reserveBytes);
        }
    }
}
