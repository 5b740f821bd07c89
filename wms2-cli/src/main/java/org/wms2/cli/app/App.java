package org.wms2.cli.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.wms2.server.json.Json;
import org.wms2.server.settings.Settings;

/**
 * The command's surroundings: where it prints, what its environment is, what it works with.
 *
 * @param out data
 * @param talk everything else
 * @param account who runs this
 * @param signals told when the process is asked to end
 * @param questions to the person who runs this
 * @param screen behind {@code out}
 */
public record App(
        PrintStream out,
        Talk talk,
        Map<String, String> environment,
        String account,
        Path userHome,
        Composition composition,
        Signals signals,
        Questions questions,
        Screen screen) {

    /** Settings from flags and surroundings. */
    public Settings settings(Map<String, String> flags) {
        return Settings.resolve(flags, environment, account, userHome);
    }

    /** One JSON document on stdout. */
    public void json(Object value) {
        out.println(Json.pretty(value));
        out.flush();
    }

    /** One JSON document on stdout, written as it is made: for what may be too long to keep. */
    public void jsonStream(Object value) {
        Json.write(value, out);
        out.println();
        out.flush();
    }

    /** One JSON document on one line of stdout. */
    public void jsonLine(Object value) {
        out.println(Json.line(value));
        out.flush();
    }

    /** Text on stdout. */
    public void data(String text) {
        out.println(text);
        out.flush();
    }
}
