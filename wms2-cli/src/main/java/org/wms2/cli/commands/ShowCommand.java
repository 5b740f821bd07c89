package org.wms2.cli.commands;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.ArchiveText;
import org.wms2.cli.show.FailureText;
import org.wms2.cli.show.PilotText;
import org.wms2.cli.show.RequestText;
import org.wms2.cli.show.Table;
import org.wms2.cli.show.WishText;
import org.wms2.domain.RequestView;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.Transition;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wms2 show NAME}: all that there is to say of one request. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one request.")
final class ShowCommand implements Callable<Integer> {
    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "NAME", description = "The request.")
    private String name = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    ShowCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        try (Engine engine = app.composition().open(common.settings(app, Map.of()), Need.READ, app.talk()::status)) {
            app.talk().clear();
            RequestView view = engine.show(new RequestName(name));
            if (json) {
                app.json(new ResultJson(view, engine));
            } else {
                print(view, engine);
            }
            return ExitCodes.OK;
        }
    }

    private void print(RequestView view, Engine engine) {
        Request request = view.request();
        app.data(request.name() + "  " + request.status().word() + " since "
                + request.statusSince().truncatedTo(ChronoUnit.SECONDS));
        if (!request.reason().isEmpty()) {
            app.data("why: " + request.reason());
        }
        if (request.restartOf() != null) {
            app.data("restart of: " + request.restartOf());
        }
        if (request.supersededBy() != null) {
            app.data("superseded by: " + request.supersededBy());
        }
        app.data("progress: " + RequestText.progress(view, false));
        if (!request.suggestion().isEmpty()) {
            app.data("suggestion: " + request.suggestion());
        }
        if (request.owing()) {
            app.data("owes: outputs or reports to DBS, Rucio or ReqMgr2");
        }
        if (!request.status().isFinal() || request.owing()) {
            app.data("driven by: "
                    + view.claim().filter(ClaimView::live).map(ClaimView::owner).orElse("nobody"));
        }
        section(WishText.open(engine.wishes(request.name())));
        view.pilot().ifPresent(p -> {
            app.data("");
            app.data(PilotText.of(p));
        });
        Table dags = Table.of("DAG", ">ATTEMPT", "STATUS", "CLUSTER", ">WORK UNITS", ">JOBS", "DIRECTORY");
        for (Dag dag : view.dags()) {
            Object cluster = dag.cluster() == null ? "-" : dag.cluster();
            dags.row(
                    dag.key().tag(),
                    dag.key().attempt(),
                    dag.status().word(),
                    cluster,
                    dag.workUnits(),
                    dag.jobs(),
                    dag.directory());
        }
        section(dags);
        engine.removedDirectories(request.name()).forEach(gone -> app.data(ArchiveText.of(gone)));
        section(FailureText.of(view.failures()));
        app.data("");
        app.data(RequestText.outputs(view.outputs(), engine::onDisk));
        section(moves(view));
    }

    private static Table moves(RequestView view) {
        Table moves = Table.of("TIME", "WHAT", "FROM", "TO", "WHY");
        for (Transition move : view.transitions()) {
            moves.row(
                    move.at().truncatedTo(ChronoUnit.SECONDS),
                    move.kind().name().toLowerCase(Locale.ROOT),
                    move.from().isEmpty() ? "-" : move.from(),
                    move.to(),
                    move.why());
        }
        return moves;
    }

    private void section(Table table) {
        if (!table.isEmpty()) {
            app.data("");
            app.data(table.text());
        }
    }
}
