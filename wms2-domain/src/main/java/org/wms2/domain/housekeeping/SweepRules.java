package org.wms2.domain.housekeeping;

import java.time.Duration;
import java.util.Optional;
import org.wms2.ports.error.InputRefusedException;

/**
 * What one sweep may do.
 *
 * @param keepDirectories how long submit directories are kept once their request is final and owes nothing; empty: for ever
 * @param maxDisposals jobs taken out of the queue by one sweep, 1 or more
 * @param maxRequests whose directories are removed by one sweep, 1 or more
 */
public record SweepRules(Optional<Duration> keepDirectories, int maxDisposals, int maxRequests) {
    private static final int DISPOSALS = 200;
    private static final int REQUESTS = 20;

    public SweepRules {
        if (maxDisposals < 1
                || maxRequests < 1
                || keepDirectories.filter(Duration::isNegative).isPresent()) {
            throw new InputRefusedException(
                    "rules of a sweep",
                    maxDisposals + ", " + maxRequests + ", " + keepDirectories,
                    "1 or more, no time below 0");
        }
    }

    /** 200 jobs and the directories of 20 requests at most. */
    public static SweepRules keeping(Optional<Duration> directories) {
        return new SweepRules(directories, DISPOSALS, REQUESTS);
    }
}
