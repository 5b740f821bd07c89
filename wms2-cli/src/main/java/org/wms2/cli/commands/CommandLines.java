package org.wms2.cli.commands;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ErrorReport;
import org.wms2.cli.app.ExitCodes;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.server.settings.Places;
import picocli.CommandLine;

/** Puts the commands together and runs one. */
public final class CommandLines {
    private CommandLines() {}

    /** Runs a command line; returns its exit code and throws nothing. */
    public static int execute(App app, String... args) {
        return create(app).execute(args);
    }

    static CommandLine create(App app) {
        CommandLine line = new CommandLine(new RootCommand())
                .addSubcommand(new ImportCommand(app))
                .addSubcommand(new ListCommand(app))
                .addSubcommand(new ShowCommand(app))
                .addSubcommand(new StatusCommand(app))
                .addSubcommand(new NodesCommand(app))
                .addSubcommand(new LogsCommand(app))
                .addSubcommand(new WhyCommand(app))
                .addSubcommand(new PlanCommand(app))
                .addSubcommand(new ArchiveCommand(app))
                .addSubcommand(new AuditCommand(app))
                .addSubcommand(new WishCommands.Hold(app))
                .addSubcommand(new WishCommands.Release(app))
                .addSubcommand(new WishCommands.Stop(app))
                .addSubcommand(new WishCommands.Finish(app))
                .addSubcommand(new WishCommands.Fail(app))
                .addSubcommand(new WishCommands.Abort(app))
                .addSubcommand(new RestartCommand(app))
                .addSubcommand(new PriorityCommand(app))
                .addSubcommand(new SiteCommand(app))
                .addSubcommand(new SimulateCommand(app))
                .addSubcommand(new LocalCommand(app))
                .addSubcommand(new DoctorCommand(app))
                .addSubcommand(new ServeCommand(app));
        line.setExpandAtFiles(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setOut(new PrintWriter(app.out(), true, java.nio.charset.StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((error, arguments) -> misused(app, error));
        line.setExecutionExceptionHandler((error, where, parsed) -> failed(app, where, error));
        return line;
    }

    private static int misused(App app, CommandLine.ParameterException error) {
        app.talk().line("wms2: " + error.getMessage());
        StringWriter suggestions = new StringWriter();
        if (CommandLine.UnmatchedArgumentException.printSuggestions(error, new PrintWriter(suggestions))) {
            suggestions.toString().lines().forEach(app.talk()::line);
        } else {
            app.talk().line("See '" + error.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCodes.USAGE;
    }

    private static int failed(App app, CommandLine where, Exception error) {
        app.talk().clear();
        if (error instanceof Wms2Exception known) {
            app.talk().line("wms2: " + known.text());
            for (Throwable other : known.getSuppressed()) {
                app.talk().line("wms2: " + text(other));
            }
            ErrorReport.debug(known);
            return ExitCodes.of(known.code());
        }
        app.talk().line("wms2: our own fault: " + text(error) + "; " + ErrorReport.write(app, home(where), error));
        return ExitCodes.INTERNAL;
    }

    private static Map<String, String> home(CommandLine where) {
        @Nullable String given = where.getParseResult().matchedOptionValue("--home", null);
        return given == null ? Map.of() : Map.of(Places.HOME.key(), given);
    }

    private static String text(Throwable error) {
        @Nullable String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : message;
    }
}
