package org.wms2.server.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * Which HTCondor runs the DAGs.
 *
 * @param system the one that this machine's tools talk to, instead of a personal pool of WMS2's own
 * @param names of its schedds; none: the tools' own default
 * @param spooled those whose files we cannot see
 * @param spoolBin where HTCondor's programs are on their machines
 * @param spoolConfig HTCondor's configuration there; empty for the machine's usual one
 * @param condorHost the collector that knows them, as host or host:port; empty: the tools' own default
 */
public record Schedds(
        boolean system,
        List<String> names,
        String condorHost,
        List<String> spooled,
        Path spoolBin,
        String spoolConfig) {
    /** Which HTCondor. */
    public enum Which {
        /** A personal pool of WMS2's own. */
        PERSONAL,
        /** The one that this machine's tools talk to. */
        SYSTEM
    }

    public static final Setting<Which> HTCONDOR = Setting.of(
            "htcondor",
            "personal or system",
            "A pool of WMS2's own, or the HTCondor that this machine's tools talk to; default personal in the local"
                    + " profile, else system, as where a schedd is named",
            null,
            text -> Which.valueOf(text.toUpperCase(Locale.ROOT)));
    public static final Setting<List<String>> SCHEDD_NAME = Setting.of(
            "schedd-name",
            "a name as condor_status -schedd shows it, or several with commas between",
            "Schedds to submit to, each DAG to the least loaded; default the tools' own",
            null,
            Schedds::names);
    public static final Setting<String> CONDOR_HOST = Setting.of(
            "condor-host",
            "host or host:port",
            "The collector that knows the schedds; default the tools' own",
            null,
            Schedds::word);

    public static final Setting<List<String>> SPOOL = Setting.of(
            "spool",
            "names of schedd-name, with commas between",
            "Schedds whose files cannot be seen from here: DAGs are sent there, and fetched when they have ended",
            null,
            Schedds::names);
    public static final Setting<Path> SPOOL_BIN = Setting.of(
            "spool-bin",
            "an absolute path",
            "Where HTCondor's programs are on the machines of spool",
            "/usr/bin",
            Schedds::absolute);
    public static final Setting<Path> SPOOL_CONDOR_CONFIG = Setting.of(
            "spool-condor-config",
            "an absolute path",
            "HTCondor's configuration file there; default that machine's usual one",
            null,
            Schedds::absolute);

    static final List<Setting<?>> ALL =
            List.of(HTCONDOR, SCHEDD_NAME, CONDOR_HOST, SPOOL, SPOOL_BIN, SPOOL_CONDOR_CONFIG);

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@:-]{0,254}");

    public Schedds {
        names = List.copyOf(names);
        spooled = List.copyOf(spooled);
    }

    /** All of whose files can be seen from here. */
    public Schedds(boolean system, List<String> names, String condorHost) {
        this(system, names, condorHost, List.of(), Path.of("/usr/bin"), "");
    }

    /**
     * The choice that settings make.
     *
     * @throws Wms2Exception with code USAGE if it contradicts itself
     */
    public static Schedds of(Settings settings) {
        boolean named = settings.isGiven(SCHEDD_NAME) || settings.isGiven(CONDOR_HOST);
        boolean production = Wires.of(settings).profile() == Profile.PRODUCTION;
        Which which = settings.find(HTCONDOR).orElse(named || production ? Which.SYSTEM : Which.PERSONAL);
        if (which == Which.PERSONAL && named) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    "htcondor: found personal together with schedd-name or condor-host; the personal pool has one schedd:"
                            + " take them out, or give htcondor = system");
        }
        if (which == Which.PERSONAL && production) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    "htcondor: found personal in the production profile, whose jobs need slots of real sites; accepted is"
                            + " system");
        }
        List<String> names = settings.find(SCHEDD_NAME).orElse(List.of());
        List<String> spooled = settings.find(SPOOL).orElse(List.of());
        if (!names.containsAll(spooled)) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    "spool: found " + spooled + ", accepted are names of schedd-name, which are " + names);
        }
        return new Schedds(
                which == Which.SYSTEM,
                names,
                settings.find(CONDOR_HOST).orElse(""),
                spooled,
                settings.get(SPOOL_BIN),
                settings.find(SPOOL_CONDOR_CONFIG).map(Path::toString).orElse(""));
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            names.add(word(name.strip()));
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("each name once");
        }
        return List.copyOf(names);
    }

    private static Path absolute(String text) {
        if (!text.matches("/[A-Za-z0-9/._+-]*")) {
            throw new IllegalArgumentException("an absolute path");
        }
        return Path.of(text);
    }

    private static String word(String text) {
        if (!WORD.matcher(text).matches()) {
            throw new IllegalArgumentException("a name");
        }
        return text;
    }
}
