package org.wms2.server.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.ErrorRule;
import org.wms2.domain.errors.MemoryRule;
import org.wms2.domain.planning.CapacitySettings;
import org.wms2.domain.planning.LayoutChoice;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.ports.plan.Throttles;

/** The domain's settings, as an operator writes them. */
public final class Work {
    public static final Setting<Duration> POLL_INTERVAL = Setting.of(
            "poll-interval",
            Readers.DURATION,
            "How often HTCondor and Rucio rules are looked at; default 30s, in the local profile 1s",
            null,
            Readers::duration);
    public static final Setting<Duration> RETRY_INTERVAL = Setting.of(
            "retry-interval",
            Readers.DURATION,
            "How long to wait for a service that did not answer; default 60s, in the local profile 5s",
            null,
            Readers::duration);
    public static final Setting<Duration> LEASE = Setting.of(
            "lease", Readers.DURATION, "How long a claim lives without being renewed", "60s", Readers::duration);
    public static final Setting<Duration> VANISHED_GRACE = Setting.of(
            "vanished-grace",
            Readers.DURATION,
            "How long a DAG may be missing from queue and history before that is believed",
            "5m",
            Readers::duration);
    public static final Setting<Integer> MAX_ACTIVE_DAGS = count("max-active-dags", "DAGs of all requests", "300");
    public static final Setting<ErrorRule.Answer> ERROR_RULE = Setting.of(
            "error-rule",
            "rescue, replan or hold",
            "What becomes of work units that are missing at a round's end: the DAG is gone on with, the next round plans"
                    + " exactly their input, or a person looks",
            "rescue",
            text -> ErrorRule.Answer.valueOf(text.toUpperCase(Locale.ROOT)));
    public static final Setting<Double> ERROR_HOLD_RATIO = Setting.of(
            "error-hold-ratio",
            "above 0; above 1: never",
            "Failed work units of a round, as a part of all, from which a person must look",
            "0.05",
            Double::valueOf);
    public static final Setting<Double> ERROR_FAIL_RATIO = Setting.of(
            "error-fail-ratio",
            "a number; below error-hold-ratio it counts as that",
            "The same, from which the person is told to fail the request",
            "0.30",
            Double::valueOf);
    public static final Setting<Integer> MAX_RESCUES = Setting.of(
            "max-rescues",
            "0 to 1000",
            "Automatic rescues of a round before a person must look",
            "3",
            Readers.between(0, 1_000));
    public static final Setting<Integer> MAX_REPLANS =
            count("max-replans", "How often the same input is planned anew by rule before a person must look", "3");
    public static final Setting<Integer> MAX_MEMORY_PER_CORE = count(
            "max-memory-per-core",
            "MiB per core up to which a job that HTCondor holds for its memory asks for more and is released",
            "3000");
    public static final Setting<Duration> REREAD_AFTER = Setting.of(
            "reread-after",
            Readers.DURATION,
            "Age of an input snapshot above which DBS is read again before a round is planned",
            "1h",
            Readers::duration);
    public static final Setting<Integer> MAX_WORK_UNITS =
            count("max-work-units-per-round", "Work units of one DAG", "500");
    public static final Setting<Integer> MAX_JOBS =
            count("max-jobs-per-work-unit", "Processing jobs of one work unit", "50");
    public static final Setting<Integer> THROTTLE_WORK_UNITS =
            count("throttle-work-units", "Work units of one DAG in the queue at once", "20");
    public static final Setting<Integer> THROTTLE_PROCESSING =
            count("throttle-processing", "Processing nodes of one work unit in the queue at once", "1000");
    public static final Setting<Integer> THROTTLE_MERGES =
            count("throttle-merges", "Merge nodes of one work unit in the queue at once", "10");
    public static final Setting<Integer> THROTTLE_CLEANUPS =
            count("throttle-cleanups", "Cleanup nodes of one work unit in the queue at once", "10");
    public static final Setting<LayoutChoice> LAYOUT = Setting.of(
            "layout",
            "auto, subdag or splice",
            "How the work units of a DAG are laid out for DAGMan: each as a DAG of its own, or all as splices of one; auto"
                    + " takes the first if it fits the schedd, else the second (docs/htcondor.md)",
            "auto",
            text -> LayoutChoice.valueOf(text.toUpperCase(Locale.ROOT)));
    public static final Setting<Integer> MAX_DAG_MEMORY =
            count("max-dag-memory", "Memory in MB that the condor_dagman processes of one DAG may take", "1000");
    public static final Setting<Integer> MAX_DAG_SIZE =
            count("max-dag-size", "Size in MB that the submit directory of one DAG may have as it is written", "4000");
    public static final Setting<Integer> MAX_DAG_IDLE_JOBS = count(
            "max-dag-idle-jobs",
            "Idle jobs that one DAG may have in the queue; the schedd's own limit is MAX_JOBS_PER_OWNER",
            "100000");
    public static final Setting<Integer> DAGMAN_IDLE_JOBS =
            count("dagman-idle-jobs", "Idle jobs of a DAG with splices: DAGMan submits no more until some run", "1000");
    public static final Setting<Integer> DAGMAN_SUBMITS = count(
            "dagman-submits-per-second",
            "Pace of one condor_dagman, DAGMAN_MAX_SUBMITS_PER_INTERVAL over DAGMAN_USER_LOG_SCAN_INTERVAL of the schedd;"
                    + " predictions use it",
            "20");
    public static final Setting<String> DESTINATION_RSE = Setting.of(
            "destination-rse",
            "an RSE expression",
            "Where outputs are taken from where they were made",
            "T1_US_FNAL_Disk",
            Readers::text);

    public static final Setting<Duration> PILOT_TIMEOUT = Setting.of(
            "pilot-timeout",
            Readers.DURATION,
            "How long a pilot may take, from its planning on, before the request's own estimates are used",
            "8h",
            Readers::duration);
    public static final Setting<Boolean> REPORT_TO_REQMGR2 = Setting.of(
            "report-to-reqmgr2",
            "on or off",
            "Whether ReqMgr2 is told totals and status of requests; default off, in the local profile on",
            null,
            Readers::onOrOff);

    static final List<Setting<?>> ALL = List.of(
            POLL_INTERVAL,
            RETRY_INTERVAL,
            LEASE,
            VANISHED_GRACE,
            PILOT_TIMEOUT,
            MAX_ACTIVE_DAGS,
            ERROR_RULE,
            ERROR_HOLD_RATIO,
            ERROR_FAIL_RATIO,
            MAX_RESCUES,
            MAX_REPLANS,
            MAX_MEMORY_PER_CORE,
            REREAD_AFTER,
            MAX_WORK_UNITS,
            MAX_JOBS,
            THROTTLE_WORK_UNITS,
            THROTTLE_PROCESSING,
            THROTTLE_MERGES,
            THROTTLE_CLEANUPS,
            LAYOUT,
            MAX_DAG_MEMORY,
            MAX_DAG_SIZE,
            MAX_DAG_IDLE_JOBS,
            DAGMAN_IDLE_JOBS,
            DAGMAN_SUBMITS,
            DESTINATION_RSE,
            REPORT_TO_REQMGR2);

    private static final long MB = 1_000_000;

    private Work() {}

    /** The domain's settings; what is close by is looked at more often. */
    public static DomainSettings of(Settings settings) {
        boolean local = Wires.of(settings).profile() == Profile.LOCAL;
        return new DomainSettings(
                settings.get(LEASE),
                settings.find(POLL_INTERVAL).orElse(Duration.ofSeconds(local ? 1 : 30)),
                settings.find(RETRY_INTERVAL).orElse(Duration.ofSeconds(local ? 5 : 60)),
                settings.get(VANISHED_GRACE),
                settings.get(MAX_ACTIVE_DAGS),
                new ErrorRule(
                        settings.get(ERROR_RULE),
                        settings.get(ERROR_HOLD_RATIO),
                        settings.get(ERROR_FAIL_RATIO),
                        settings.get(MAX_RESCUES),
                        settings.get(MAX_REPLANS)),
                settings.get(REREAD_AFTER),
                new PlanningSettings(
                        settings.get(MAX_JOBS),
                        settings.get(MAX_WORK_UNITS),
                        new Throttles(
                                settings.get(THROTTLE_WORK_UNITS),
                                settings.get(THROTTLE_PROCESSING),
                                settings.get(THROTTLE_MERGES),
                                settings.get(THROTTLE_CLEANUPS)),
                        new CapacitySettings(
                                settings.get(LAYOUT),
                                settings.get(MAX_DAG_MEMORY) * MB,
                                settings.get(MAX_DAG_SIZE) * MB,
                                settings.get(MAX_DAG_IDLE_JOBS),
                                settings.get(DAGMAN_IDLE_JOBS),
                                settings.get(DAGMAN_SUBMITS))),
                settings.get(DESTINATION_RSE),
                settings.get(PILOT_TIMEOUT),
                new MemoryRule(settings.get(MAX_MEMORY_PER_CORE)),
                settings.find(REPORT_TO_REQMGR2).orElse(local));
    }

    private static Setting<Integer> count(String key, String purpose, String fallback) {
        return Setting.of(key, "1 to 1000000", purpose, fallback, Readers.between(1, 1_000_000));
    }
}
