package org.wms2.server.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wms2.condor.dag.JobAttributes;
import org.wms2.condor.dag.JobLimits;
import org.wms2.condor.dag.JobPolicy;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** What a pool wants to see in our jobs, and when HTCondor removes one (docs/htcondor.md, "Job attributes and policies"). */
public final class Jobs {
    public static final Setting<Boolean> CMS_ATTRIBUTES = Setting.of(
            "cms-attributes",
            "on or off",
            "Whether jobs carry what CMS pools match, account and monitor by; default on, in the local profile off",
            null,
            Readers::onOrOff);
    public static final Setting<String> ACCOUNTING_GROUP =
            Setting.of("accounting-group", "a word", "accounting_group of all jobs", null, Readers::text);
    public static final Setting<String> ACCOUNTING_USER =
            Setting.of("accounting-group-user", "a word", "accounting_group_user of all jobs", null, Readers::text);
    public static final Setting<Duration> WALL_TIME = Setting.of(
            "job-wall-time",
            Readers.DURATION,
            "MaxWallTimeMins: what a slot of a CMS pool must have left for a job",
            "24h",
            Readers::duration);
    public static final Setting<Integer> MICROARCH = Setting.of(
            "job-microarch",
            "0 to 4",
            "REQUIRED_MINIMUM_MICROARCH of a CMS pool: x86-64-v1 to v4; 0: none",
            "2",
            Readers.between(0, 4));
    public static final Setting<Boolean> OVERFLOW = Setting.of(
            "job-overflow",
            "on or off",
            "CMS_ALLOW_OVERFLOW: whether a CMS pool may run jobs beside their sites",
            "on",
            Readers::onOrOff);
    public static final Setting<Integer> LEASE = Setting.of(
            "job-lease",
            "0 to 1000000 seconds",
            "How long HTCondor keeps a job whose worker does not answer; 0: the pool's default; default 1200, in the local"
                    + " profile 0",
            null,
            Readers.between(0, 1_000_000));
    public static final Setting<Path> ATTRIBUTES = Setting.of(
            "job-attributes",
            "a file",
            "More attributes of all jobs, a line each: name = ClassAd expression; lines with # are notes",
            null,
            Readers::path);
    public static final Setting<Integer> MERGE_MEMORY = Setting.of(
            "merge-memory", "100 to 1000000 MiB", "What a merge job asks for", "2000", Readers.between(100, 1_000_000));
    public static final Setting<Duration> HELD_TIME = Setting.of(
            "job-held-time",
            Readers.DURATION,
            "How long HTCondor may hold a job before it is removed and tried again; a person may hold it for ever",
            "10m",
            Readers::duration);
    public static final Setting<Duration> MAX_WALL_TIME = Setting.of(
            "job-max-wall-time",
            Readers.DURATION,
            "How long a processing or merge job may run before it is removed and tried again",
            "48h",
            Readers::duration);
    public static final Setting<Duration> MAX_IDLE_TIME = Setting.of(
            "job-max-idle-time",
            Readers.DURATION,
            "How long a job may be idle before it is removed and tried again; without a value for ever",
            null,
            Readers::duration);
    public static final Setting<Integer> MAX_DISK = Setting.of(
            "job-max-disk",
            "1 to 100000000 MB",
            "Scratch space per core above which a processing or merge job is removed and tried again",
            "20000",
            Readers.between(1, 100_000_000));
    public static final Setting<Integer> RELEASES = Setting.of(
            "job-releases",
            "0 to 100",
            "How often HTCondor releases a job again that it holds for a reason that passes",
            "3",
            Readers.between(0, 100));

    static final List<Setting<?>> ALL = List.of(
            CMS_ATTRIBUTES,
            ACCOUNTING_GROUP,
            ACCOUNTING_USER,
            WALL_TIME,
            MICROARCH,
            OVERFLOW,
            LEASE,
            ATTRIBUTES,
            MERGE_MEMORY,
            HELD_TIME,
            MAX_WALL_TIME,
            MAX_IDLE_TIME,
            MAX_DISK,
            RELEASES);

    private static final int CMS_LEASE_SECONDS = 1200;

    private Jobs() {}

    /**
     * What settings say of jobs.
     *
     * @throws Wms2Exception with code USAGE if they do not go together, or a job could not carry them
     */
    public static JobPolicy of(Settings settings) {
        boolean local = Wires.of(settings).profile() == Profile.LOCAL;
        try {
            return new JobPolicy(
                    attributes(settings, local),
                    limits(settings),
                    settings.get(MERGE_MEMORY),
                    settings.find(Wires.PROXY).orElse(null));
        } catch (IllegalArgumentException e) {
            throw new Wms2Exception(ErrorCode.USAGE, "settings of jobs: " + e.getMessage(), e);
        } catch (Wms2Exception e) {
            throw new Wms2Exception(ErrorCode.USAGE, "settings of jobs: " + e.text(), e);
        }
    }

    private static JobAttributes attributes(Settings settings, boolean local) {
        return new JobAttributes(
                settings.find(ACCOUNTING_GROUP).orElse(""),
                settings.find(ACCOUNTING_USER).orElse(""),
                settings.find(CMS_ATTRIBUTES).orElse(!local),
                (int) Math.max(1, settings.get(WALL_TIME).toMinutes()),
                settings.get(MICROARCH),
                settings.get(OVERFLOW),
                settings.find(LEASE).orElse(local ? 0 : CMS_LEASE_SECONDS),
                settings.find(ATTRIBUTES).map(Jobs::read).orElseGet(Collections::emptySortedMap));
    }

    private static JobLimits limits(Settings settings) {
        JobLimits usual = JobLimits.DEFAULT;
        Duration held = settings.get(HELD_TIME);
        @Nullable Duration idle = settings.find(MAX_IDLE_TIME).orElse(null);
        return new JobLimits(
                held,
                settings.get(MAX_WALL_TIME),
                usual.landing(),
                usual.cleanup(),
                idle,
                usual.zombieAfter(),
                usual.zombieCpu(),
                settings.get(MAX_DISK),
                settings.get(RELEASES),
                held.compareTo(usual.releaseAfter()) > 0 ? usual.releaseAfter() : held.dividedBy(2));
    }

    /** Lines of {@code name = expression}; a second line of one name is a typing error. */
    private static SortedMap<String, String> read(Path file) {
        SortedMap<String, String> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            int sign = line.indexOf('=');
            String name = sign < 0 ? "" : line.substring(0, sign).strip();
            String before = sign < 0
                    ? ""
                    : attributes.put(name, line.substring(sign + 1).strip());
            if (sign < 0 || before != null) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "job-attributes: line %d of %s: expected 'name = expression', each name once",
                        number,
                        file));
            }
        }
        return attributes;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("job-attributes: the file " + file + " cannot be read: " + e, e);
        }
    }
}
