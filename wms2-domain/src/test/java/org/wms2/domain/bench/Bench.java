package org.wms2.domain.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks that are named ({@code splitting}, {@code plan}) and prints a table of each. */
public final class Bench {
    /** Jobs per second of WMCore's splitters on the same class of machine: the slowest and the fastest. */
    private static final double WMCORE_SLOWEST = 30_000;

    private static final double WMCORE_FASTEST = 79_000;

    private Bench() {}

    /** Runs it: {@code Bench splitting|plan...}; -Dwms2.bench.quick is for a first look, not for results. */
    public static void main(String[] args) throws RunnerException {
        for (String name : args) {
            switch (name) {
                case "splitting" -> run(SplittingBenchmark.class, "Splitters: all jobs of a dataset in memory");
                case "plan" -> run(PlanBenchmark.class, "Whole plan: all rounds of a request");
                default -> throw new IllegalArgumentException(name + " is no benchmark: splitting or plan");
            }
        }
    }

    private static void run(Class<?> benchmark, String title) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
                .shouldFailOnError(true);
        if (Boolean.getBoolean("wms2.bench.quick")) {
            options = options.warmupIterations(1)
                    .measurementIterations(1)
                    .warmupTime(TimeValue.milliseconds(500))
                    .measurementTime(TimeValue.milliseconds(500));
        }
        OutputFormat progress = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL);
        print(title, new Runner(options.build(), progress).run());
    }

    private static void print(String title, Collection<RunResult> results) {
        System.out.println();
        System.out.println("### " + title);
        System.out.println();
        System.out.println(
                "| rule | files | jobs/s | ± | times WMCore's same rule | times 79,000 jobs/s | times 30,000 jobs/s |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|");
        List<String> rows = new ArrayList<>();
        for (RunResult result : results) {
            Cut cut = Cut.valueOf(result.getParams().getParam("cut"));
            Result<?> measured =
                    Objects.requireNonNull(result.getSecondaryResults().get("jobs"));
            double jobs = measured.getScore();
            double error = measured.getScoreError();
            rows.add(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,.0f | %s | %,.0f | %,.0f | %,.0f |",
                    cut.title(),
                    Integer.parseInt(result.getParams().getParam("files")),
                    jobs,
                    Double.isNaN(error) ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * error / jobs),
                    jobs / cut.wmcoreRate(),
                    jobs / WMCORE_FASTEST,
                    jobs / WMCORE_SLOWEST));
        }
        rows.forEach(System.out::println);
    }
}
