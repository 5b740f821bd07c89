package org.wms2.cli.commands;

import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.Amounts;
import org.wms2.cli.show.Table;
import org.wms2.server.json.CapacityJson;
import org.wms2.server.json.PlanJson;

/** Prints what a dry run has found. */
final class PlanOutput {
    private final App app;

    PlanOutput(App app) {
        this.app = app;
    }

    int show(PlanJson plan, boolean json) {
        if (json) {
            app.json(plan);
            return ExitCodes.OK;
        }
        app.data(facts(plan).text());
        Table outputs = Table.of("OUTPUT DATASET", ">EVENTS", ">SIZE");
        plan.outputs().forEach(o -> outputs.row(o.dataset(), Amounts.number(o.events()), Amounts.bytes(o.bytes())));
        app.data("");
        app.data(outputs.text());
        app.data("");
        app.data(capacity(plan.capacity()).text());
        app.data("layout: " + plan.capacity().layout().orElse("none") + ". "
                + plan.capacity().why());
        plan.waitingReason()
                .ifPresent(reason -> app.talk()
                        .line(Amounts.number(plan.waitingWorkUnits()) + " work units could not run now: " + reason));
        if (plan.overTimeLimit() > 0) {
            app.talk()
                    .line(Amounts.number(plan.overTimeLimit())
                            + " lumi sections are left out: each alone is estimated above the job time limit");
        }
        app.talk().line("dry run: nothing is stored, nothing runs");
        return ExitCodes.OK;
    }

    private static Table facts(PlanJson plan) {
        return Table.of("REQUEST", plan.request())
                .row("type", plan.type())
                .row("splitting", plan.splitting())
                .row("jobs", Amounts.number(plan.jobs()))
                .row("work units", Amounts.number(plan.workUnits()) + " in " + plan.rounds() + " rounds")
                .row("events", Amounts.number(plan.events()))
                .row(
                        "input",
                        plan.inputDataset().orElse("none: it generates")
                                + (plan.inputMadeUp() ? " (made up by the simulated CMS)" : ""))
                .row("input files", Amounts.number(plan.files()))
                .row("sites", plan.sites().isEmpty() ? "none" : String.join(", ", plan.sites()))
                .row(
                        "wall time",
                        Amounts.time(plan.estimatedWallSeconds()) + " in all jobs, the longest "
                                + Amounts.time(plan.longestJobSeconds()))
                .row("size", Amounts.bytes(plan.estimatedBytes()));
    }

    /** The largest round's figures in each layout, against their limits. */
    private static Table capacity(CapacityJson check) {
        Table table =
                Table.of("LARGEST ROUND", ">DAGMANS", ">MEMORY", ">FILES", ">SIZE", ">SUBMITTED IN", ">IDLE JOBS");
        for (CapacityJson.FootprintJson f : check.layouts()) {
            table.row(
                    f.layout(),
                    Amounts.number(f.processes()),
                    Amounts.bytes(f.memoryBytes()),
                    Amounts.number(f.files()),
                    Amounts.bytes(f.bytes()),
                    Amounts.time((double) f.submitSeconds()),
                    Amounts.number(f.idleJobs()));
        }
        String processes =
                check.limitsKnown() ? check.maxProcesses().map(Amounts::number).orElse("none") : "unknown";
        return table.row(
                "limit",
                processes,
                Amounts.bytes(check.maxMemoryBytes()),
                "-",
                Amounts.bytes(check.maxBytes()),
                "-",
                Amounts.number(check.maxIdleJobs()));
    }
}
