package org.wms2.ports.workflow;

import org.wms2.ports.error.InputRefusedException;

/**
 * Bounds of a merged file (contracts/cms.md 1.9; requests default to 2 GiB, 4 GiB, 100,000,000 events).
 *
 * @param minBytes above 0
 * @param maxBytes minBytes or more
 * @param maxEvents above 0
 */
public record MergeLimits(long minBytes, long maxBytes, long maxEvents) {
    public MergeLimits {
        if (minBytes < 1 || maxBytes < minBytes || maxEvents < 1) {
            throw new InputRefusedException(
                    "MinMergeSize, MaxMergeSize, MaxMergeEvents",
                    minBytes + ", " + maxBytes + ", " + maxEvents,
                    "0 < MinMergeSize <= MaxMergeSize and MaxMergeEvents > 0");
        }
    }
}
