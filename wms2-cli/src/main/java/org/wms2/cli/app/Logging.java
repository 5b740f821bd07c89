package org.wms2.cli.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** How much the log says. It goes to stderr, as {@link StderrLogging} has set it up. */
public final class Logging {
    private Logging() {}

    /** Sets our own level; libraries say at most what they warn of, unless everything is traced. */
    public static void level(String level) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            Level asked = Level.toLevel(level, Level.WARN);
            context.getLogger("org.wms2").setLevel(asked);
            Level others = asked.isGreaterOrEqual(Level.ERROR) || asked == Level.TRACE ? asked : Level.WARN;
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(others);
        }
    }
}
