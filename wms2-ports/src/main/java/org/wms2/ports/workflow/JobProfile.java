package org.wms2.ports.workflow;

import org.wms2.ports.error.InputRefusedException;

/**
 * What one processing job needs, as the request estimates it.
 *
 * @param secondsPerEvent above 0, whole chain
 * @param memoryMb megabytes, above 0
 * @param cores 1 or more
 */
public record JobProfile(double secondsPerEvent, int memoryMb, int cores) {
    public JobProfile {
        if (!(secondsPerEvent > 0) || memoryMb < 1 || cores < 1) {
            throw new InputRefusedException(
                    "TimePerEvent, Memory, Multicore", secondsPerEvent + ", " + memoryMb + ", " + cores, "all above 0");
        }
    }
}
