package org.wms2.condor.dag;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.wms2.condor.Trees;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.request.LumiRange;

/**
 * How fast a DAG of 500 work units with 200 jobs each is written, step by step. The plan is in memory before, so that
 * planning is not measured. Prints two tables (docs/benchmarks.md).
 */
public final class WritingBench {
    private static final int UNITS = 500;
    private static final int JOBS = 200;
    /** Landing, processing, merge and cleanup. */
    private static final long NODES = (long) UNITS * (JOBS + 3);

    private static final double GOAL = 1_500_000;

    private final Path scratch;
    private final int repetitions;
    private double fsyncSeconds;

    private WritingBench(Path scratch, int repetitions) {
        this.scratch = scratch;
        this.repetitions = repetitions;
    }

    /** Something that is timed, and what it must leave. */
    private interface Step {
        void run() throws IOException;
    }

    /** Runs it: {@code WritingBench REPETITIONS}. */
    public static void main(String[] args) throws IOException {
        Path scratch = Files.createTempDirectory("wms2-writing");
        try {
            new WritingBench(scratch, Integer.parseInt(args[0])).run();
        } finally {
            Trees.delete(scratch);
        }
    }

    private void run() throws IOException {
        DagPlan generator = SamplePlans.generator("bench", UNITS, JOBS);
        DagPlan files = withFiles(generator);
        DagSettings settings = DagSettings.of(scratch.resolve("submit"), SyntheticPayload.at(Path.of("/storage")));
        System.out.println("| step | nodes/s, first | nodes/s, median | nodes per second of CPU, median |"
                + " times the goal of 1,500,000 |");
        System.out.println("|---|---:|---:|---:|---:|");
        TextBytes text = new TextBytes();
        row("DAG text of subdag, in memory", () -> text(text, generator, settings));
        row("DAG text of splice, in memory", () -> text(text, SamplePlans.laidOut(generator, Layout.SPLICE), settings));
        row("workflow.dag and every group.dag, on disk", () -> dags(generator, settings));
        row("the whole directory, jobs that generate", () -> directory(generator, settings));
        row("the whole directory, jobs with two files each", () -> directory(files, settings));
        row(
                "the same, verified, put on disk (fsync) and renamed",
                () -> new DagDirectory(settings).write(files, DagFiles.UNFENCED));
        fsync(files, settings);
        String peer = System.getenv().getOrDefault("WMS2_BENCH_PEER", "");
        if (!peer.isEmpty()) {
            System.out.println(peer);
        }
        System.out.printf(Locale.ROOT, "%nfsync of all files and directories, alone: %.2f s, median.%n", fsyncSeconds);
        System.out.println();
        System.out.println("| plan | layout | DAG text, B/node | job descriptions, B/job | all else, B/node | files | "
                + "directories | files per node |");
        System.out.println("|---|---|---:|---:|---:|---:|---:|---:|");
        for (Layout layout : Layout.values()) {
            sizes("jobs that generate", SamplePlans.laidOut(generator, layout), settings);
            sizes("jobs with two files each", SamplePlans.laidOut(files, layout), settings);
        }
    }

    private void row(String title, Step step) throws IOException {
        Time first = time(step);
        double[] walls = new double[repetitions];
        double[] processors = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            Time time = time(step);
            walls[i] = NODES / time.wall();
            processors[i] = NODES / time.processor();
        }
        Arrays.sort(walls);
        Arrays.sort(processors);
        double median = walls[repetitions / 2];
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,.0f | %.2f |%n",
                title,
                NODES / first.wall(),
                median,
                processors[repetitions / 2],
                median / GOAL);
    }

    /** Seconds: by the clock, and of this thread on a processor, in the system's calls too. */
    private record Time(double wall, double processor) {}

    private Time time(Step step) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long processor = threads.getCurrentThreadCpuTime();
        long began = System.nanoTime();
        step.run();
        double second = TimeUnit.SECONDS.toNanos(1);
        Time time = new Time(
                (System.nanoTime() - began) / second, (threads.getCurrentThreadCpuTime() - processor) / second);
        try (Stream<Path> left = Files.list(scratch)) {
            for (Path path : left.toList()) {
                Trees.delete(path);
            }
        }
        return time;
    }

    private static void text(TextBytes out, DagPlan plan, DagSettings settings) {
        for (WorkUnitPlan unit : plan.workUnits()) {
            out.reset();
            DagText.workflowNode(out, plan.header(), unit);
            DagText.group(out, plan.header(), unit, settings);
            if (out.length() < JOBS * 50) {
                throw new IllegalStateException("only " + out.length() + " bytes");
            }
        }
    }

    private void dags(DagPlan plan, DagSettings settings) throws IOException {
        DagDirectoryWriter writer = new DagDirectoryWriter(Modes.makeDirectory(scratch.resolve("dags")), settings);
        writer.writeDags(plan);
    }

    private void directory(DagPlan plan, DagSettings settings) throws IOException {
        DagDirectoryWriter writer = new DagDirectoryWriter(Modes.makeDirectory(scratch.resolve("dag")), settings);
        writer.write(plan);
        if (writer.counts().jobs() != UNITS * JOBS) {
            throw new IllegalStateException(writer.counts().toString());
        }
    }

    /** What of the last row is waiting for the disk. */
    private void fsync(DagPlan plan, DagSettings settings) throws IOException {
        double[] seconds = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            directory(plan, settings);
            long began = System.nanoTime();
            Trees.force(scratch.resolve("dag"));
            seconds[i] = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
            Trees.delete(scratch.resolve("dag"));
        }
        Arrays.sort(seconds);
        fsyncSeconds = seconds[repetitions / 2];
    }

    private void sizes(String title, DagPlan plan, DagSettings settings) throws IOException {
        Path root = Path.of(
                new DagDirectory(settings).write(plan, DagFiles.UNFENCED).directory());
        long dags = 0;
        long descriptions = 0;
        long rest = 0;
        long files = 0;
        long directories = 0;
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                if (Files.isDirectory(path)) {
                    directories++;
                    continue;
                }
                files++;
                String name = path.getFileName().toString();
                if (name.endsWith(".dag")) {
                    dags += Files.size(path);
                } else if (name.equals("work_unit.json")) {
                    descriptions += Files.size(path);
                } else {
                    rest += Files.size(path);
                }
            }
        }
        Trees.delete(scratch.resolve("submit"));
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.1f | %.0f | %.1f | %,d | %,d | %.3f |%n",
                title,
                plan.header().layout().word(),
                (double) dags / NODES,
                (double) descriptions / (UNITS * JOBS),
                (double) rest / NODES,
                files,
                directories,
                (double) files / NODES);
    }

    /** Each job reads two files of ten lumi sections. */
    private static DagPlan withFiles(DagPlan generator) {
        List<WorkUnitPlan> units = new ArrayList<>();
        for (WorkUnitPlan unit : generator.workUnits()) {
            List<JobSpec> jobs = new ArrayList<>();
            for (JobSpec job : unit.jobs()) {
                List<JobInput> inputs = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    long number = ((long) unit.ordinal() * JOBS + job.index()) * 2 + i;
                    String lfn = String.format(
                            Locale.ROOT,
                            "/store/data/Run2024C/JetMET0/RAW/v1/000/380/%03d/00000/3f2a8c1e-5b7d-4e9f-8a6b-%012x.root",
                            unit.ordinal(),
                            number);
                    LumiRange lumis = new LumiRange(number * 10 + 1, number * 10 + 10);
                    inputs.add(new JobInput(
                            number,
                            new Lfn(lfn),
                            3_600_000_000L + number,
                            1_000,
                            List.of(new RunLumis(380_001, List.of(lumis))),
                            List.of()));
                }
                jobs.add(new JobSpec(job.index(), inputs, List.of(), null, 2_000, 2_000, null));
            }
            units.add(new WorkUnitPlan(
                    unit.id(), unit.ordinal(), jobs, unit.sites(), unit.estimatedBytes(), unit.spans()));
        }
        return new DagPlan(generator.header(), units);
    }
}
