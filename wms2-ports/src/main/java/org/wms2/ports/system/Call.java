package org.wms2.ports.system;

import java.time.Duration;

/**
 * One remote call, seen from our side.
 *
 * @param target service, such as {@code DBS}
 * @param operation verb, such as {@code bulkblocks}; few distinct values, fit for a metric's label
 */
public record Call(String target, String operation, Outcome outcome, Duration time) {
    /** How a call ended. */
    public enum Outcome {
        OK,
        REFUSED,
        UNAVAILABLE,
        TIMEOUT
    }
}
