package org.wms2.ports.workflow;

import java.time.Duration;
import org.wms2.ports.error.InputRefusedException;

/**
 * When an output block closes (ReqMgr2's BlockClose arguments; defaults 500 files, 25,000,000 events, 5 TB, 66,400 s).
 */
public record BlockLimits(int maxFiles, long maxEvents, long maxBytes, Duration maxAge) {
    public BlockLimits {
        if (maxFiles < 1 || maxEvents < 1 || maxBytes < 1 || maxAge.isNegative() || maxAge.isZero()) {
            throw new InputRefusedException(
                    "BlockClose limits", maxFiles + ", " + maxEvents + ", " + maxBytes + ", " + maxAge, "all above 0");
        }
    }
}
