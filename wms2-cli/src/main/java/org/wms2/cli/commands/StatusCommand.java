package org.wms2.cli.commands;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.follow.Watching;
import org.wms2.cli.show.StatusText;
import org.wms2.domain.live.LiveStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.server.json.StatusJson;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wms2 status NAME}: where a request stands in HTCondor, once or until somebody leaves. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows where a request stands in HTCondor: a line per DAG and work unit, then sums.")
final class StatusCommand implements Callable<Integer> {
    private static final int MAX_SECONDS = 3_600;

    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "NAME", description = "The request.")
    private String name = "";

    @Option(
            names = "--watch",
            arity = "0..1",
            fallbackValue = PerhapsSeconds.DEFAULT,
            preprocessor = PerhapsSeconds.class,
            paramLabel = "SECONDS",
            description = "Look again every SECONDS (default 5), until the request has ended or you leave (Ctrl-C).")
    private @Nullable Integer watch;

    @Option(names = "--json", description = "Print one JSON object; with --watch one a line, when something changed.")
    private boolean json;

    StatusCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        Integer seconds = watch;
        if (seconds != null && (seconds < 1 || seconds > MAX_SECONDS)) {
            throw new Wms2Exception(
                    ErrorCode.USAGE, "--watch: found " + seconds + ", accepted is 1 to " + MAX_SECONDS + " seconds");
        }
        RequestName request = new RequestName(name);
        try (Engine engine = app.composition().open(common.settings(app, Map.of()), Need.READ, app.talk()::status)) {
            if (seconds != null) {
                return new Watching(app, engine, json).watch(request, Duration.ofSeconds(seconds));
            }
            LiveStatus status = engine.status(request);
            app.talk().clear();
            if (json) {
                app.json(StatusJson.of(status));
            } else {
                StatusText.of(status).forEach(app::data);
            }
            return ExitCodes.OK;
        }
    }
}
