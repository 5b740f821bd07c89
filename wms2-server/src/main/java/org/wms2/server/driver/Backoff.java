package org.wms2.server.driver;

import java.time.Duration;

/** Pauses after failures in a row: doubled from the first up to the longest. */
record Backoff(Duration first, Duration longest) {
    private static final int MAX_SHIFT = 20;

    /** The pause after the n-th failure in a row, n from 1. */
    Duration after(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, MAX_SHIFT));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
