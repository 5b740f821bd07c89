package org.wms2.condor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wms2.condor.Trees;
import org.wms2.condor.dag.DagDirectory;
import org.wms2.condor.dag.DagSettings;
import org.wms2.condor.dag.SyntheticPayload;
import org.wms2.condor.read.DagmanFiles;
import org.wms2.condor.tools.CondorTools;
import org.wms2.condor.tools.ToolEnvironment;
import org.wms2.condor.tools.ToolSettings;
import org.wms2.ports.system.CallObserver;

/**
 * What one cycle of looking at many running DAGs costs this process: one answer of condor_q, pretended, and the progress
 * of each from its directory, whose log has grown since the cycle before. Prints a row of a table, in CPU time.
 *
 * <p>{@code CycleBenchmark DAGS CYCLES SPLICED}: each DAG has 10,000 jobs, as 500 work units of 20 with 20 of them at once,
 * or spliced.
 */
public final class CycleBenchmark {
    private static final int JOBS = 10_000;
    private static final int JOBS_OF_A_UNIT = 20;
    private static final int UNITS_AT_ONCE = 20;
    /** One DAG of so many has a work unit that fails in a cycle and is tried again in the next one. */
    private static final int ONE_FAILS_OF = 20;

    private final boolean spliced;
    private final List<PretendedDag> dags = new ArrayList<>();
    private final CondorTools condor;
    private final DagDirectory files;
    private final int ads;
    private final long answer;

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        int dags = Integer.parseInt(args[0]);
        int cycles = Integer.parseInt(args[1]);
        boolean spliced = Boolean.parseBoolean(args[2]);
        Path home = Files.createTempDirectory("wms2-cycle");
        try {
            new CycleBenchmark(home, dags, spliced).measure(cycles);
        } finally {
            Trees.delete(home);
        }
    }

    private CycleBenchmark(Path home, int count, boolean spliced) throws IOException {
        this.spliced = spliced;
        int nodes = spliced ? JOBS : JOBS / JOBS_OF_A_UNIT;
        for (int i = 0; i < count; i++) {
            PretendedDag dag = new PretendedDag(home.resolve("submit/dag" + i), spliced, nodes);
            dag.finish(nodes / 2);
            dag.writeStatus(1_795_700_000L);
            dags.add(dag);
        }
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path queue = home.resolve("queue.json");
        int inners = spliced ? 0 : UNITS_AT_ONCE;
        QueueAnswer.write(queue, count, inners, nodes);
        ads = count * (1 + inners);
        answer = Files.size(queue);
        Path tool = bin.resolve("condor_q");
        Files.writeString(tool, "#!/bin/sh\nexec cat " + queue + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        condor = new CondorTools(
                new ToolEnvironment(Map.of("PATH", bin + ":/usr/bin:/bin")),
                ToolSettings.DEFAULT,
                InstantSource.system(),
                CallObserver.NONE);
        files = new DagDirectory(DagSettings.of(home.resolve("submit"), SyntheticPayload.at(home.resolve("storage"))));
    }

    private void measure(int cycles) throws IOException {
        double first = Cpu.millis(look()[1]);
        for (int i = 0; i < cycles; i++) {
            grow(i);
            look();
        }
        double queue = 0;
        double logs = 0;
        long bytes = 0;
        for (int i = 0; i < cycles; i++) {
            bytes += grow(cycles + i);
            long[] nanos = look();
            queue += Cpu.millis(nanos[0]) / cycles;
            logs += Cpu.millis(nanos[1]) / cycles;
        }
        double byStatusFiles =
                Cpu.meanMs(1, () -> dags.forEach(dag -> DagmanFiles.progress(dag.directory(), PretendedDag.DAG)));
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %,.0f | **%,.0f** | %,.0f | %,.0f | %,.0f |%n",
                spliced ? "splice" : "subdag",
                dags.size(),
                ads,
                answer / 1000,
                bytes / 1000 / cycles,
                first,
                queue + logs,
                queue,
                logs,
                byStatusFiles);
    }

    /** CPU nanoseconds of the queue and of the directories. */
    private long[] look() {
        long began = Cpu.now();
        if (condor.observe().dags().size() != dags.size()) {
            throw new IllegalStateException("not all DAGs are observed");
        }
        long between = Cpu.now();
        for (PretendedDag dag : dags) {
            if (files.progress(dag.directory().toString()).done().isEmpty()) {
                throw new IllegalStateException("nothing is done in " + dag.directory());
            }
        }
        return new long[] {between - began, Cpu.now() - between};
    }

    /** What half a minute brings to each: bytes of all. */
    private long grow(int cycle) throws IOException {
        long before = size();
        for (int i = 0; i < dags.size(); i++) {
            PretendedDag dag = dags.get(i);
            int turn = (i + cycle) % ONE_FAILS_OF;
            if (turn == 1) {
                dag.retry();
            }
            dag.finish(spliced ? 2 * JOBS_OF_A_UNIT : 1);
            if (turn == 0) {
                dag.fail();
                dag.writeStatus(1_795_700_000L + cycle);
            }
        }
        return size() - before;
    }

    private long size() throws IOException {
        long size = 0;
        for (PretendedDag dag : dags) {
            size += dag.logSize();
        }
        return size;
    }
}
