package org.wms2.cli.commands;

import java.util.List;
import java.util.Map;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.Table;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.server.local.LocalControl;
import org.wms2.server.local.ServiceStatus;
import org.wms2.server.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wms2 local ...}: looks after the services of the local profile. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        description = "Looks after PostgreSQL, HTCondor pool and simulated CMS of the local profile.")
final class LocalCommand implements Runnable {
    private final App app;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    LocalCommand(App app) {
        this.app = app;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: " + String.join(", ", spec.subcommands().keySet()));
    }

    @Command(name = "start", mixinStandardHelpOptions = true, description = "Starts what does not run.")
    int start(@Mixin CommonOptions common, @Option(names = "--json") boolean json) {
        LocalControl local = control(common);
        local.start(app.talk()::line);
        return show(local.status(), json);
    }

    @Command(name = "stop", mixinStandardHelpOptions = true, description = "Stops what runs; data and queue are kept.")
    int stop(@Mixin CommonOptions common, @Option(names = "--json") boolean json) {
        LocalControl local = control(common);
        local.stop(app.talk()::line);
        List<ServiceStatus> after = local.status();
        print(after, json);
        boolean stopped = after.stream().allMatch(s -> s.state() == ServiceStatus.State.STOPPED);
        return stopped ? ExitCodes.OK : ExitCodes.INTERNAL;
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Says what runs; exit 0 if all do, else 75.")
    int status(@Mixin CommonOptions common, @Option(names = "--json") boolean json) {
        return show(control(common).status(), json);
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Stops everything and deletes all requests, outputs and queues of the home.")
    int reset(
            @Mixin CommonOptions common,
            @Option(names = "--yes", description = "Do it.") boolean yes,
            @Option(names = "--json") boolean json) {
        Settings settings = common.settings(app, Map.of());
        if (!yes) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    "this deletes every request, output and queue in " + settings.home()
                            + ": say --yes if that is meant");
        }
        LocalControl local = app.composition().local(settings);
        local.reset(app.talk()::line);
        print(local.status(), json);
        return ExitCodes.OK;
    }

    private LocalControl control(CommonOptions common) {
        return app.composition().local(common.settings(app, Map.of()));
    }

    private int show(List<ServiceStatus> services, boolean json) {
        print(services, json);
        return services.stream().allMatch(ServiceStatus::isRunning) ? ExitCodes.OK : ExitCodes.TRY_LATER;
    }

    private void print(List<ServiceStatus> services, boolean json) {
        if (json) {
            app.json(services);
            return;
        }
        Table table = Table.of("SERVICE", "STATE", "DETAIL", "LOG");
        services.forEach(s -> table.row(s.name(), s.state().word(), s.detail(), s.log()));
        app.data(table.text());
    }
}
