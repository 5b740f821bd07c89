package org.wms2.cli.commands;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.LogText;
import org.wms2.domain.live.LiveLog;
import org.wms2.domain.live.NodeName;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagNodes;
import org.wms2.ports.id.RequestName;
import org.wms2.server.json.LogJson;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wms2 logs NAME NODE}: what a node's newest start, or a DAGMan, has written. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Shows stdout, stderr and the report of a node's newest start, or the log of a DAGMan.")
final class LogsCommand implements Callable<Integer> {
    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "The request.")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "NODE",
            description = "mg_000003/proc_000001, 3/proc_000001, or the beginning of a work unit's id and a node;"
                    + " a work unit alone: its DAGMan; dagman: the workflow's.")
    private String node = "";

    @Option(names = "--all", description = "Every start, not the newest alone.")
    private boolean all;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "100",
            description = "The last N lines of each file, at most 10000 (default 100).")
    private int lines = 100;

    @Option(names = "--round", paramLabel = "N", description = "An earlier round (default: the newest).")
    private @Nullable Integer round;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    LogsCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        if (lines < 1 || lines > DagNodes.MAX_LINES) {
            throw new Wms2Exception(
                    ErrorCode.USAGE, "--lines: found " + lines + ", accepted is 1 to " + DagNodes.MAX_LINES);
        }
        NodeName meant = NodeName.parse(node);
        OptionalInt which = round == null ? OptionalInt.empty() : OptionalInt.of(round);
        try (Engine engine = app.composition().open(common.settings(app, Map.of()), Need.READ, app.talk()::status)) {
            LiveLog log = engine.log(new RequestName(name), which, meant, all ? Integer.MAX_VALUE : 1, lines);
            app.talk().clear();
            if (json) {
                app.jsonStream(LogJson.of(log));
            } else {
                LogText.of(log).forEach(app::data);
            }
            return ExitCodes.OK;
        }
    }
}
