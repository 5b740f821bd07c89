package org.wms2.condor.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.wms2.condor.Trees;
import org.wms2.condor.read.DagmanFiles;
import org.wms2.condor.read.ProgressCache;
import org.wms2.ports.htcondor.DagProgress;

/**
 * How far a DAG of 100,000 spliced nodes is: from its JOBSTATE_LOG at once, from what is new in it, and from its node
 * status file, by us and by HTCondor's own Python bindings on the same file. Prints rows of a table, in CPU time.
 *
 * <p>{@code IngestBenchmark NODES TIMES [PYTHON SCRIPT]}
 */
public final class IngestBenchmark {
    private static final int LOOKS = 20_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private IngestBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int nodes = Integer.parseInt(args[0]);
        int times = Integer.parseInt(args[1]);
        Path home = Files.createTempDirectory("wms2-ingest");
        try {
            PretendedDag dag = new PretendedDag(home.resolve("r0"), true, 2 * nodes);
            dag.finish(nodes);
            double whole = whole(dag, nodes, times);
            growing(dag, nodes, times);
            unchanged(dag);
            PretendedDag status = new PretendedDag(home.resolve("r1"), true, nodes);
            status.finish(nodes / 2);
            status.writeStatus(1_795_700_000L);
            byStatusFile(status, nodes, times, whole);
            if (args.length > 3) {
                byPython(args[2], args[3], status, nodes, times, whole);
            }
        } finally {
            Trees.delete(home);
        }
    }

    private static double whole(PretendedDag dag, int nodes, int times) throws IOException {
        double ms = Cpu.meanMs(
                times, () -> require(fresh().progress(dag.directory()).done().size(), nodes / 500));
        row("the whole log, nothing known before", nodes, dag.logSize(), ms, "1");
        return ms;
    }

    private static void growing(PretendedDag dag, int nodes, int times) throws IOException {
        for (int more : new int[] {10, 100, 1_000, 10_000}) {
            ProgressCache known = fresh();
            known.progress(dag.directory());
            int rounds = Math.max(1, Math.min(times * 20, nodes / 5 / more));
            long nanos = 0;
            long bytes = dag.logSize();
            for (int i = 0; i < rounds; i++) {
                dag.finish(more);
                long began = THREADS.getCurrentThreadCpuTime(); // finer than the process's clock
                known.progress(dag.directory());
                nanos += THREADS.getCurrentThreadCpuTime() - began;
            }
            row(
                    "what " + more + " more nodes add",
                    more,
                    (dag.logSize() - bytes) / rounds,
                    Cpu.millis(nanos) / rounds,
                    "");
        }
    }

    private static void unchanged(PretendedDag dag) throws IOException {
        ProgressCache known = fresh();
        DagProgress first = known.progress(dag.directory());
        double ms = Cpu.meanMs(5, () -> {
            for (int i = 0; i < LOOKS; i++) {
                if (!known.progress(dag.directory()).equals(first)) {
                    throw new IllegalStateException("nothing has changed, but the progress has");
                }
            }
        });
        row("a look when nothing has changed", 0, 0, ms / LOOKS, "");
    }

    private static void byStatusFile(PretendedDag dag, int nodes, int times, double whole) throws IOException {
        double ms = Cpu.meanMs(
                times,
                () -> require(
                        DagmanFiles.progress(dag.directory(), PretendedDag.DAG)
                                .done()
                                .size(),
                        nodes / 2 / 500));
        long bytes = Files.size(dag.directory().resolve(PretendedDag.DAG + ".status"));
        row("the whole status file, as at every look before", nodes, bytes, ms, ratio(ms, whole));
    }

    private static void byPython(String python, String script, PretendedDag dag, int nodes, int times, double whole)
            throws IOException, InterruptedException {
        Path status = dag.directory().resolve(PretendedDag.DAG + ".status");
        Process process = new ProcessBuilder(
                        python, "-B", script, status.toString(), String.valueOf(Math.ceilDiv(times, 3)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("the peer failed: see above");
        }
        String[] words = answer.split(" ", 3);
        require(Integer.parseInt(words[1]), nodes);
        double ms = Double.parseDouble(words[0]);
        row("the whole status file, by " + words[2], nodes, Files.size(status), ms, ratio(ms, whole));
    }

    private static ProgressCache fresh() {
        return new ProgressCache(PretendedDag.DAG, PretendedDag.LOG);
    }

    private static void require(int found, int expected) {
        if (found != expected) {
            throw new IllegalStateException("expected " + expected + ", found " + found);
        }
    }

    private static String ratio(double ms, double whole) {
        return String.format(Locale.ROOT, "%.1f", ms / whole);
    }

    private static void row(String what, int nodes, long bytes, double ms, String ratio) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %s | %s | %s |%n",
                what,
                nodes,
                bytes,
                String.format(Locale.ROOT, ms < 1 ? "%.3f" : "%.1f", ms),
                nodes == 0 ? "" : String.format(Locale.ROOT, "%,.0f", nodes / ms * 1000),
                ratio);
    }
}
