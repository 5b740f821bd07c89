package org.wms2.server.driver;

import java.time.Duration;

/**
 * What the driver may use.
 *
 * @param concurrentTurns requests turned at the same moment, 1 or more
 * @param turnTimeout after which a turn is interrupted
 * @param idle the longest sleep before it is asked again who is due
 * @param watch how long a request of another process is left alone
 * @param stopTimeout how long a stop waits for running turns
 */
public record DriverLimits(
        int concurrentTurns, Duration turnTimeout, Duration idle, Duration watch, Duration stopTimeout) {

    /** Limits with half a second of idleness, two seconds between looks at what others drive, 20 s for a stop. */
    public static DriverLimits of(int concurrentTurns, Duration turnTimeout) {
        return new DriverLimits(
                concurrentTurns, turnTimeout, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(20));
    }
}
