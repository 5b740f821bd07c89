package org.wms2.condor.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** CPU time of this whole process, its compiler and garbage collector included; of what it starts, nothing. */
final class Cpu {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** What is measured. */
    interface Work {
        void run() throws IOException;
    }

    private Cpu() {}

    /** Nanoseconds so far. */
    static long now() {
        return SYSTEM.getProcessCpuTime();
    }

    /** Milliseconds of one time, the mean of several after as many that do not count: the clock ticks in hundredths. */
    static double meanMs(int times, Work work) throws IOException {
        for (int i = 0; i < times; i++) {
            work.run();
        }
        long began = now();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return millis(now() - began) / times;
    }

    static double millis(long nanos) {
        return nanos / 1e6;
    }
}
