package org.wms2.server.settings;

import java.time.Duration;
import java.util.List;

/**
 * How many calls of all requests together may be under way to each service.
 *
 * @param patience how long a call waits for its place before its request looks again later
 */
public record CallLimits(int htcondor, int dbs, int rucio, int reqMgr2, int cric, Duration patience) {
    public static final Setting<Integer> HTCONDOR = calls("htcondor-calls", "HTCondor's tools", "8");
    public static final Setting<Integer> DBS = calls("dbs-calls", "DBS", "8");
    public static final Setting<Integer> RUCIO = calls("rucio-calls", "Rucio", "8");
    public static final Setting<Integer> REQMGR2 = calls("reqmgr2-calls", "ReqMgr2, and to ConfigCache", "4");
    public static final Setting<Integer> CRIC = calls("cric-calls", "CRIC", "4");
    public static final Setting<Duration> PATIENCE = Setting.of(
            "call-patience",
            Readers.DURATION,
            "How long a call waits while all calls to its service are under way, before its request waits instead",
            "5s",
            Readers::duration);

    static final List<Setting<?>> ALL = List.of(HTCONDOR, DBS, RUCIO, REQMGR2, CRIC, PATIENCE);

    /** The limits that settings give. */
    public static CallLimits of(Settings settings) {
        return new CallLimits(
                settings.get(HTCONDOR),
                settings.get(DBS),
                settings.get(RUCIO),
                settings.get(REQMGR2),
                settings.get(CRIC),
                settings.get(PATIENCE));
    }

    private static Setting<Integer> calls(String key, String service, String fallback) {
        return Setting.of(
                key, "1 to 1000 calls", "Calls to " + service + " at once", fallback, Readers.between(1, 1_000));
    }
}
