package org.wms2.ports.workflow;

import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.InputRefusedException;

/**
 * What one processing job needs.
 *
 * @param secondsPerEvent above 0, whole chain, as the request estimates it: what splitting goes by, whatever is measured
 * @param memoryMb megabytes, above 0
 * @param cores 1 or more
 * @param measuredSecondsPerEvent above 0, as a pilot measured it; null if none did
 */
public record JobProfile(
        double secondsPerEvent,
        int memoryMb,
        int cores,
        @Nullable Double measuredSecondsPerEvent) {
    public JobProfile {
        if (!(secondsPerEvent > 0)
                || memoryMb < 1
                || cores < 1
                || (measuredSecondsPerEvent != null && !(measuredSecondsPerEvent > 0))) {
            throw new InputRefusedException(
                    "TimePerEvent, Memory, Multicore", secondsPerEvent + ", " + memoryMb + ", " + cores, "all above 0");
        }
    }

    /** As the request estimates it. */
    public JobProfile(double secondsPerEvent, int memoryMb, int cores) {
        this(secondsPerEvent, memoryMb, cores, null);
    }

    /** The best that is known of the time per event, for estimates: never for what a job holds. */
    public double expectedSecondsPerEvent() {
        Double measured = measuredSecondsPerEvent;
        return measured == null ? secondsPerEvent : measured;
    }
}
