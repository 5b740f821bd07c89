package org.wms2.cli.commands;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.Logging;
import org.wms2.server.settings.Profile;
import org.wms2.server.settings.Schedds;
import org.wms2.server.settings.Serving;
import org.wms2.server.settings.Settings;
import org.wms2.server.settings.Wires;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class CommonOptions {
    @Option(names = "--home", paramLabel = "DIR", description = "WMS2's home (WMS2_HOME; default ~/.wms2).")
    private @Nullable String home;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file (WMS2_CONFIG; default <home>/wms2.properties).")
    private @Nullable String config;

    @Option(names = "--log-level", paramLabel = "LEVEL", description = "error, warn (default), info, debug or trace.")
    private @Nullable String logLevel;

    @Option(
            names = "--db-url",
            paramLabel = "URL",
            description = "A PostgreSQL of your own (WMS2_DB_URL; default: the embedded one).")
    private @Nullable String dbUrl;

    /** Settings from these options and others; sets the log level. */
    Settings settings(App app, Map<String, String> others) {
        Map<String, String> flags = new LinkedHashMap<>(others);
        put(flags, "home", home);
        put(flags, "config", config);
        put(flags, "log-level", logLevel);
        put(flags, "db-url", dbUrl);
        Settings settings = app.settings(flags);
        Logging.level(settings.get(Serving.LOG_LEVEL));
        return settings;
    }

    /** Says on stderr that the local profile is used, if nobody asked for a profile. */
    static void sayProfile(App app, Settings settings) {
        if (Wires.of(settings).profile() == Profile.LOCAL && !settings.isGiven(Wires.PROFILE)) {
            String database = settings.isGiven(Wires.DB_URL) ? "the PostgreSQL given" : "PostgreSQL";
            app.talk()
                    .line("local profile: " + database
                            + (Schedds.of(settings).system()
                                    ? ", this machine's HTCondor"
                                    : ", a personal HTCondor pool")
                            + " and a simulated CMS on this machine, home "
                            + settings.home());
        }
    }

    static void put(Map<String, String> flags, String key, @Nullable String value) {
        if (value != null) {
            flags.put(key, value);
        }
    }
}
