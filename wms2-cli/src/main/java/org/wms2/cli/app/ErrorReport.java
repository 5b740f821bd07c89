package org.wms2.cli.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.server.settings.Places;

/** Where the details of an error go: a person sees one line, the stack trace is a file's. */
public final class ErrorReport {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReport.class);

    private ErrorReport() {}

    /** Logs the details at debug. */
    public static void debug(Exception error) {
        LOG.debug("details", error);
    }

    /**
     * Appends the stack trace to {@code <home>/log/cli.log}; says where it is.
     *
     * @param flags those that say where home is
     */
    public static String write(App app, Map<String, String> flags, Exception error) {
        debug(error);
        try {
            Path log = Places.of(app.settings(flags)).log();
            Files.createDirectories(log);
            Path file = log.resolve("cli.log");
            StringWriter text = new StringWriter();
            try (PrintWriter writer = new PrintWriter(text)) {
                writer.println(Instant.now());
                error.printStackTrace(writer);
            }
            Files.writeString(file, text.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return "the stack trace is in " + file;
        } catch (IOException | Wms2Exception e) {
            LOG.debug("no log file", e);
            return "run it again with --log-level debug to see the stack trace";
        }
    }
}
