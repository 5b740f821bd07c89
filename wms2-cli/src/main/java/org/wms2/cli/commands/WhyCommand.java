package org.wms2.cli.commands;

import java.util.Map;
import java.util.concurrent.Callable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.WhyText;
import org.wms2.domain.why.Blockage;
import org.wms2.ports.id.RequestName;
import org.wms2.server.json.BlockageJson;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wms2 why NAME}: why a request does not move. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = "Says why a request does not move, who owns that, and what clears it.")
final class WhyCommand implements Callable<Integer> {
    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "NAME", description = "The request.")
    private String name = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    WhyCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        try (Engine engine = app.composition().open(common.settings(app, Map.of()), Need.READ, app.talk()::status)) {
            Blockage blockage = engine.why(new RequestName(name));
            app.talk().clear();
            if (json) {
                app.json(BlockageJson.of(blockage));
            } else {
                WhyText.of(blockage).forEach(app::data);
            }
            return ExitCodes.OK;
        }
    }
}
