package org.wms2.domain.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.workflow.Workflow;

/**
 * Every round of a request of 1,000,000 files and 20,000,000 lumi sections, whose blocks are made one at a time as they
 * are read. To be run with a small heap; prints one row of a table.
 */
public final class ScaleRun {
    private static final double MIB = 1024 * 1024;

    private ScaleRun() {}

    /** Runs it: {@code ScaleRun [cut [files]]}. */
    public static void main(String[] args) throws IOException {
        Cut cut = args.length > 0 ? Cut.valueOf(args[0]) : Cut.LUMI_BASED;
        Dataset dataset = new Dataset(args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000);
        Workflow workflow = cut.workflow(dataset);
        InputUnits units = Splitters.units(workflow);
        WholePlan plan = new WholePlan(workflow, dataset.positions(units), within -> dataset.stream(units, within));

        LongAdder files = new LongAdder();
        long began = System.nanoTime();
        WholePlan.Sum sum = plan.run((WorkUnitPlan unit) -> files.add(unit.files()));
        double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);

        if (sum.positions() != dataset.positions(units)) {
            throw new IllegalStateException(sum.positions() + " positions are planned of " + dataset.positions(units));
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %,d | %.1f | %,d | %.0f | %.0f | %s |%n",
                cut.title(),
                dataset.files(),
                (long) dataset.files() * Dataset.LUMIS,
                sum.rounds(),
                sum.workUnits(),
                sum.jobs(),
                seconds,
                Math.round(sum.jobs() / seconds),
                Runtime.getRuntime().maxMemory() / MIB,
                peakHeap() / MIB,
                resident());
    }

    /** Bytes: the largest use of each part of the heap, summed up. */
    private static long peakHeap() {
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        return peak;
    }

    /** The most memory that the process had, in MiB, as Linux counts it. */
    private static String resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "?";
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                long kib = Long.parseLong(line.replaceAll("\\D", ""));
                return String.valueOf(kib / 1024);
            }
        }
        return "?";
    }
}
