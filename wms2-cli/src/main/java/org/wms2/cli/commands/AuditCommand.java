package org.wms2.cli.commands;

import java.util.Map;
import java.util.concurrent.Callable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.AuditText;
import org.wms2.domain.ledger.AuditResult;
import org.wms2.ports.id.RequestName;
import org.wms2.server.json.AuditJson;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wms2 audit NAME}: whether all of a request's input is accounted for. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Proves that every unit of a request's input is in exactly one state, and that its outputs hold what went in.",
            "",
            "Exit code 0: clean. 1: there is a difference; the first one is named. 3: no such request, or one that an"
                    + " earlier version has planned, without a ledger.",
            ""
        })
final class AuditCommand implements Callable<Integer> {
    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "NAME", description = "The request.")
    private String name = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    AuditCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        try (Engine engine = app.composition().open(common.settings(app, Map.of()), Need.READ, app.talk()::status)) {
            app.talk().clear();
            AuditResult result = engine.audit(new RequestName(name));
            if (json) {
                app.json(AuditJson.of(result));
            } else {
                app.data(AuditText.of(result));
            }
            result.firstDifference().ifPresent(words -> app.talk().line("wms2: " + words));
            return result.isClean() ? ExitCodes.OK : ExitCodes.NO;
        }
    }
}
