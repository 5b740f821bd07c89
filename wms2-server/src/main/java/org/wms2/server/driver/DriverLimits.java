package org.wms2.server.driver;

import java.time.Duration;

/**
 * What the driver may use.
 *
 * @param concurrentTurns requests turned at the same moment, 1 or more
 * @param turnTimeout after which a turn is interrupted
 * @param heartbeat after which the claim of a running turn is renewed, again and again; well below a lease
 * @param strikes turns in a row that were late or threw an error of our own, before the request is quarantined; 1 or more
 * @param idle the longest sleep before it is asked again who is due
 * @param watch how long a request of another process is left alone
 * @param stopTimeout how long a stop waits for running turns
 */
public record DriverLimits(
        int concurrentTurns,
        Duration turnTimeout,
        Duration heartbeat,
        int strikes,
        Duration idle,
        Duration watch,
        Duration stopTimeout) {

    /** Limits with half a second of idleness, two seconds between looks at what others drive, 20 s for a stop. */
    public static DriverLimits of(int concurrentTurns, Duration turnTimeout, Duration heartbeat, int strikes) {
        return new DriverLimits(
                concurrentTurns,
                turnTimeout,
                heartbeat,
                strikes,
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20));
    }
}
