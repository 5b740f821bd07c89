package org.wms2.condor.tools;

import java.util.function.BooleanSupplier;

/** Waits for what a pool does in its own time. */
final class Patience {
    private static final int LOOKS = 480;
    private static final long PAUSE_MS = 250;

    private Patience() {}

    /** Until it is so: at most two minutes. */
    static void until(String what, BooleanSupplier seen) throws InterruptedException {
        for (int i = 0; i < LOOKS; i++) {
            if (seen.getAsBoolean()) {
                return;
            }
            Thread.sleep(PAUSE_MS);
        }
        throw new AssertionError("waited in vain: " + what);
    }
}
