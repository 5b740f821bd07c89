package org.wms2.server.settings;

import java.time.Duration;
import java.util.List;
import org.wms2.server.driver.DriverLimits;

/**
 * The server's and the driver's own settings.
 *
 * @param port on the loopback; 0 takes a free one
 * @param concurrentTurns requests worked on at the same moment
 * @param turnTimeout after which a turn is interrupted and its place given to another request
 * @param turnErrors turns in a row that are late or fail for a reason of our own before the request is quarantined
 * @param lease how long a claim lives without being renewed
 */
public record Serving(int port, int concurrentTurns, Duration turnTimeout, int turnErrors, Duration lease) {
    /** Claims of running turns are renewed after this part of a lease. */
    private static final int BEATS = 3;

    public static final Setting<Integer> PORT =
            Setting.of("port", "0 to 65535 (0: a free one)", "The server's port", "8080", Readers.between(0, 65_535));
    public static final Setting<Integer> CONCURRENT_TURNS = Setting.of(
            "concurrent-turns",
            "1 to 1000 requests",
            "Requests worked on at the same moment",
            "16",
            Readers.between(1, 1_000));
    public static final Setting<Duration> TURN_TIMEOUT = Setting.of(
            "turn-timeout",
            Readers.DURATION,
            "How long one turn of a request may take; reading a large input from DBS is one",
            "2h",
            Readers::duration);
    public static final Setting<Integer> TURN_ERRORS = Setting.of(
            "turn-errors",
            "1 to 1000",
            "Turns in a row that take too long or fail for a reason of our own, before the request is quarantined",
            "5",
            Readers.between(1, 1_000));
    public static final Setting<String> LOG_LEVEL = Setting.of(
            "log-level", "error, warn, info, debug or trace", "How much is logged to stderr", "warn", Serving::level);

    static final List<Setting<?>> ALL = List.of(PORT, CONCURRENT_TURNS, TURN_TIMEOUT, TURN_ERRORS, LOG_LEVEL);

    /** The serving that settings give. */
    public static Serving of(Settings settings) {
        return new Serving(
                settings.get(PORT),
                settings.get(CONCURRENT_TURNS),
                settings.get(TURN_TIMEOUT),
                settings.get(TURN_ERRORS),
                settings.get(Work.LEASE));
    }

    /** The driver's limits, with so many turns at once. */
    public DriverLimits limits(int turns) {
        return DriverLimits.of(turns, turnTimeout, lease.dividedBy(BEATS), turnErrors);
    }

    private static String level(String text) {
        String level = text.toLowerCase(java.util.Locale.ROOT);
        if (!List.of("error", "warn", "info", "debug", "trace").contains(level)) {
            throw new IllegalArgumentException("a level");
        }
        return level;
    }
}
