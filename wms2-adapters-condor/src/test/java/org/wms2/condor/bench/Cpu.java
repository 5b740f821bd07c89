package org.wms2.condor.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

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

    /** The median of several times, in milliseconds, after as many that do not count. */
    static double medianMs(int times, Work work) throws IOException {
        for (int i = 0; i < times; i++) {
            work.run();
        }
        List<Double> each = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long began = now();
            work.run();
            each.add(millis(now() - began));
        }
        return median(each);
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    static double millis(long nanos) {
        return nanos / 1e6;
    }
}
