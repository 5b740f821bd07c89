package org.wms2.cli.commands;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.ArchiveText;
import org.wms2.domain.housekeeping.Archiving;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.server.json.ArchiveJson;
import org.wms2.server.json.LeftoversJson;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wms2 archive NAME}: the submit directories of a request that has ended, in one file. */
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description = {
            "Packs the submit directories of a request that has ended into one tar.gz with a manifest, and reads it back.",
            "",
            "Twice is harmless: an archive that holds what the directories hold is left as it is. A request that is not"
                    + " final, or owes something, is refused (exit 4).",
            ""
        })
final class ArchiveCommand implements Callable<Integer> {
    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "NAME", description = "The request.")
    private String name = "";

    @Option(names = "--to", paramLabel = "FILE", description = "The archive (default <home>/archive/NAME.tar.gz).")
    private @Nullable Path to;

    @Option(
            names = "--delete",
            description = "Then remove the directories; with --leftovers: delete what is stored here and nobody knows.")
    private boolean delete;

    @Option(
            names = "--leftovers",
            description = "Archive nothing: list stored files of the request that no block names, and where sites would"
                    + " have to look for them.")
    private boolean leftovers;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    ArchiveCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        if (leftovers && to != null) {
            throw new Wms2Exception(ErrorCode.USAGE, "--to: found with --leftovers, which archives nothing");
        }
        RequestName request = new RequestName(name);
        try (Engine engine = app.composition().open(common.settings(app, Map.of()), Need.READ, app.talk()::status)) {
            app.talk().clear();
            if (leftovers) {
                Archiving.Leftovers found = engine.leftovers(request, delete);
                if (json) {
                    app.json(LeftoversJson.of(name, found));
                } else {
                    app.data(ArchiveText.of(found, delete));
                }
                return ExitCodes.OK;
            }
            String file = to == null ? null : to.toAbsolutePath().normalize().toString();
            Archiving.Result result = engine.archive(request, delete, file);
            if (json) {
                app.json(ArchiveJson.of(name, result));
            } else {
                app.data(ArchiveText.of(result));
            }
            return ExitCodes.OK;
        }
    }
}
