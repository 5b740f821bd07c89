package org.wms2.cms.http;

import java.time.Duration;

/**
 * How patient a client is.
 *
 * @param connect for the connection
 * @param firstByte from sending to the answer's headers
 * @param wholeBody for reading the answer
 * @param attempts of a call that may be repeated, 1 or more
 * @param firstDelay before the second attempt; doubles up to 20 times of it, with 25 % jitter
 * @param breakerFailures calls in vain, one after another, after which a service is left alone
 * @param breakerPause for how long
 * @param maxBytes of one answer
 */
public record HttpSettings(
        Duration connect,
        Duration firstByte,
        Duration wholeBody,
        int attempts,
        Duration firstDelay,
        int breakerFailures,
        Duration breakerPause,
        long maxBytes) {

    /** For services of production. */
    public static final HttpSettings DEFAULT = new HttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            3,
            Duration.ofMillis(250),
            5,
            Duration.ofSeconds(20),
            512L << 20);
}
