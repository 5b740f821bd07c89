package org.wms2.cli;

import java.nio.file.Path;
import java.util.Map;
import org.wms2.cli.app.App;
import org.wms2.cli.app.JvmSignals;
import org.wms2.cli.app.Talk;
import org.wms2.cli.app.Terminal;
import org.wms2.cli.app.WiredComposition;
import org.wms2.cli.commands.CommandLines;

/** The wms2 command's entry. */
public final class Main {
    private static final int STDERR = 2;

    private Main() {}

    /** Runs one command; ends the process with its exit code. */
    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        boolean terminal = Terminal.is(STDERR, environment);
        App app = new App(
                System.out,
                new Talk(System.err, terminal, terminal ? Terminal.width(environment) : 0),
                environment,
                System.getProperty("user.name", ""),
                Path.of(System.getProperty("user.home", "/")),
                new WiredComposition(),
                new JvmSignals());
        System.exit(CommandLines.execute(app, args));
    }
}
