package org.wms2.cli.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.CompletionPlot;
import org.wms2.cli.show.Table;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.server.simulation.Campaign;
import org.wms2.server.simulation.CampaignPlan;
import org.wms2.server.simulation.CampaignResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wms2 simulate}: how long a campaign would take. Needs no service, no database, no pool. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Rehearses a campaign in virtual time and prints when its requests would be completed.",
            "",
            "The lifecycle is the real one; HTCondor, DBS, Rucio and the jobs are models. Needs no service, no database and"
                    + " no pool. What the models take for granted is printed with the answer.",
            ""
        })
final class SimulateCommand implements Callable<Integer> {
    private static final double SECONDS_OF_AN_HOUR = 3_600;

    private static final Map<String, Double> QUANTILES = quantiles();

    private final App app;

    @Option(names = "--requests", paramLabel = "N", description = "Requests, all at once. Default: ${DEFAULT-VALUE}.")
    private int requests = 300;

    @Option(names = "--jobs", paramLabel = "N", description = "Jobs of each request. Default: ${DEFAULT-VALUE}.")
    private int jobs = 10_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed, the same answer. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--failures",
            paramLabel = "P",
            description = "Probability that one start of a job fails. Default: ${DEFAULT-VALUE}.")
    private double failures = 0.02;

    @Option(names = "--slots", paramLabel = "N", description = "Slots of all sites. Default: ${DEFAULT-VALUE}.")
    private int slots = 100_000;

    @Option(names = "--job-hours", paramLabel = "H", description = "Median hours of a job. Default: ${DEFAULT-VALUE}.")
    private double jobHours = 8;

    @Option(names = "--max-active-dags", paramLabel = "N", description = "DAGs at once. Default: ${DEFAULT-VALUE}.")
    private int maxActiveDags = 300;

    @Option(names = "--svg", paramLabel = "FILE", description = "Write the plot as a picture, too.")
    private @Nullable Path svg;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    SimulateCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        CampaignPlan plan = new CampaignPlan(
                requests,
                jobs,
                seed,
                failures,
                slots,
                Duration.ofSeconds(Math.round(jobHours * SECONDS_OF_AN_HOUR)),
                maxActiveDags);
        app.talk().status("rehearsing " + requests + " requests of " + jobs + " jobs");
        CampaignResult result = Campaign.rehearse(plan);
        app.talk().clear();
        CompletionPlot plot = new CompletionPlot(result.ends(), requests);
        if (svg != null) {
            write(svg, plot.svg());
        }
        if (json) {
            app.json(json(result));
        } else {
            app.data(text(result, plot));
        }
        return result.others().isEmpty() ? ExitCodes.OK : ExitCodes.ENDED_BADLY;
    }

    private static String text(CampaignResult result, CompletionPlot plot) {
        String line = System.lineSeparator();
        StringBuilder text = new StringBuilder();
        CampaignPlan plan = result.plan();
        text.append(plan.requests() + " requests of " + plan.jobs() + " jobs, " + result.workUnits()
                + " work units, " + result.rescues() + " rescues; seed " + plan.seed() + ": "
                + result.ends().size()
                + " completed" + line);
        result.others().forEach((what, n) -> text.append(n + " did not: " + what + line));
        if (!result.ends().isEmpty()) {
            Table table = Table.of("COMPLETED", ">DAYS", ">HOURS");
            QUANTILES.forEach((name, percent) -> {
                Duration time = result.quantile(percent);
                table.row(name, CompletionPlot.days(time), time.toHours());
            });
            text.append(line + table.text() + line + line + plot.text() + line);
        }
        text.append(line + "What this takes for granted:");
        Campaign.assumptions(plan).forEach(a -> text.append(line + "- " + a));
        return text.toString();
    }

    private static Answer json(CampaignResult result) {
        Map<String, Long> seconds = new LinkedHashMap<>();
        if (!result.ends().isEmpty()) {
            QUANTILES.forEach((name, percent) ->
                    seconds.put(name, result.quantile(percent).toSeconds()));
        }
        CampaignPlan plan = result.plan();
        return new Answer(
                plan.requests(),
                plan.jobs(),
                plan.seed(),
                plan.failures(),
                plan.slots(),
                result.ends().size(),
                result.others(),
                result.workUnits(),
                result.rescues(),
                seconds,
                result.ends().stream().map(Duration::toSeconds).toList(),
                Campaign.assumptions(plan));
    }

    /** The answer of {@code --json}; times are seconds since the campaign's start. */
    record Answer(
            int requests,
            int jobs,
            long seed,
            double failures,
            int slots,
            int completed,
            Map<String, Integer> others,
            long workUnits,
            long rescues,
            Map<String, Long> quantiles,
            List<Long> ends,
            List<String> assumptions) {}

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.USAGE, "--svg: cannot write " + file + ": give a file that can be written", e);
        }
    }

    private static Map<String, Double> quantiles() {
        Map<String, Double> quantiles = new LinkedHashMap<>();
        quantiles.put("p10", 10.0);
        quantiles.put("p50", 50.0);
        quantiles.put("p90", 90.0);
        quantiles.put("p99", 99.0);
        quantiles.put("max", 100.0);
        return java.util.Collections.unmodifiableMap(quantiles);
    }
}
