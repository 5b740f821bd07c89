package org.wms2.cli.commands;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.domain.Restarted;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wms2 restart NAME}: a new processing version of a request that has ended or is held. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a new processing version of a final or held request, NAME_v<n>, from its document in ReqMgr2.",
            "",
            "A held one ends as failed. What it made is invalidated in DBS and Rucio by the new one: once that has announced"
                    + " its own, or at once with --immediate-cleanup. Exit code 3: no such request. 4: it is neither final"
                    + " nor held, a DAG of it may still run, or it has been restarted.",
            ""
        })
final class RestartCommand implements Callable<Integer> {
    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "NAME", description = "The request.")
    private String name = "";

    @Option(
            names = {"--reason", "--why"},
            paramLabel = "TEXT",
            description = "Why; kept with both processing versions.")
    private String why = "";

    @Option(
            names = "--immediate-cleanup",
            description = "Invalidate the outputs of the old version at once, not when the new ones are announced.")
    private boolean immediateCleanup;

    @Option(names = "--dry-run", description = "Say what would be made and invalidated; write nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    RestartCommand(App app) {
        this.app = app;
    }

    private record Answer(
            String request,
            String restartedAs,
            int processingVersion,
            List<String> outputs,
            int blocksToInvalidate,
            String cleanup,
            boolean written) {}

    @Override
    public Integer call() {
        CleanupPolicy policy = immediateCleanup ? CleanupPolicy.IMMEDIATE_CLEANUP : CleanupPolicy.KEEP_UNTIL_REPLACED;
        try (Engine engine = app.composition().open(common.settings(app, Map.of()), Need.PLAN, app.talk()::status)) {
            app.talk().clear();
            RequestName request = new RequestName(name);
            Restarted restarted = dryRun
                    ? engine.previewRestart(request, policy)
                    : engine.restart(request, engine.identity().who(), why, policy);
            if (json) {
                app.json(answer(restarted));
            } else {
                print(restarted);
            }
            return ExitCodes.OK;
        }
    }

    private Answer answer(Restarted r) {
        return new Answer(
                r.before().name().value(),
                r.next().name().value(),
                r.next().processingVersion(),
                r.outputs().stream().map(DatasetName::value).toList(),
                r.blocksToInvalidate(),
                r.policy().name().toLowerCase(Locale.ROOT),
                !dryRun);
    }

    private void print(Restarted r) {
        app.data(r.before().name()
                + (dryRun ? " would be restarted as " : " is restarted as ")
                + r.next().name());
        app.data("outputs: " + r.outputs().stream().map(DatasetName::value).collect(Collectors.joining(", ")));
        app.data(r.blocksToInvalidate() + " blocks of the old version are invalidated "
                + switch (r.policy()) {
                    case IMMEDIATE_CLEANUP -> "at once";
                    case KEEP_UNTIL_REPLACED -> "when the new outputs are announced";
                });
        if (!dryRun) {
            app.talk().line("wms2 serve or wms2 import " + r.next().name() + " carries it on");
        }
    }
}
