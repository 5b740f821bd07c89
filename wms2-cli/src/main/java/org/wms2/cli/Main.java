package org.wms2.cli;

import java.nio.file.Path;
import java.util.Map;
import org.wms2.cli.app.App;
import org.wms2.cli.app.JvmSignals;
import org.wms2.cli.app.Questions;
import org.wms2.cli.app.Talk;
import org.wms2.cli.app.Terminal;
import org.wms2.cli.app.TerminalQuestions;
import org.wms2.cli.app.TerminalScreen;
import org.wms2.cli.app.WiredComposition;
import org.wms2.cli.commands.CommandLines;

/** The wms2 command's entry. */
public final class Main {
    private static final int STDIN = 0;
    private static final int STDERR = 2;

    private Main() {}

    /** Runs one command; ends the process with its exit code. */
    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        boolean terminal = Terminal.is(STDERR, environment);
        Talk talk = new Talk(System.err, terminal, terminal ? Terminal.width(environment) : 0);
        boolean asked = terminal && Terminal.is(STDIN, environment);
        App app = new App(
                System.out,
                talk,
                environment,
                System.getProperty("user.name", ""),
                Path.of(System.getProperty("user.home", "/")),
                new WiredComposition(),
                new JvmSignals(),
                asked ? new TerminalQuestions(System.in, talk) : Questions.NOBODY,
                TerminalScreen.of(environment));
        System.exit(CommandLines.execute(app, args));
    }
}
