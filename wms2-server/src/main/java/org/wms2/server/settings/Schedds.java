package org.wms2.server.settings;

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
 * @param condorHost the collector that knows them, as host or host:port; empty: the tools' own default
 */
public record Schedds(boolean system, List<String> names, String condorHost) {
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

    static final List<Setting<?>> ALL = List.of(HTCONDOR, SCHEDD_NAME, CONDOR_HOST);

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@:-]{0,254}");

    public Schedds {
        names = List.copyOf(names);
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
        return new Schedds(
                which == Which.SYSTEM,
                settings.find(SCHEDD_NAME).orElse(List.of()),
                settings.find(CONDOR_HOST).orElse(""));
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

    private static String word(String text) {
        if (!WORD.matcher(text).matches()) {
            throw new IllegalArgumentException("a name");
        }
        return text;
    }
}
