package org.wms2.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.condor.house.HousePlaces;
import org.wms2.condor.house.LocalDisk;
import org.wms2.condor.tools.ToolSettings;
import org.wms2.domain.housekeeping.SweepRules;
import org.wms2.ports.htcondor.DiskRoom;

/**
 * Housekeeping: how long what has ended is kept, and how much room stays free.
 *
 * @param keepDirectories of final requests that owe nothing; empty: for ever
 * @param reserveBytes that stay free on the disks of submit directories and pool
 * @param interval between two sweeps of a server
 */
public record House(Optional<Duration> keepDirectories, long reserveBytes, Duration interval) {
    static final String TIME = "a time such as 12h or 30d";
    static final String TIME_OR_OFF = "a time such as 12h or 30d, or off";

    public static final Setting<Duration> KEEP_ENDED = Setting.of(
            "keep-ended",
            TIME,
            "How long an ended DAG stays in HTCondor's queue if WMS2, which takes it out, is not there",
            "10d",
            House::time);
    public static final Setting<Optional<Duration>> KEEP_DIRECTORIES = Setting.of(
            "keep-directories",
            TIME_OR_OFF,
            "How long submit directories are kept after their request has ended and owes nothing; off: until somebody"
                    + " archives or deletes them",
            "30d",
            text -> text.equals("off") ? Optional.empty() : Optional.of(time(text)));
    public static final Setting<Long> DISK_RESERVE = Setting.of(
            "disk-reserve",
            "a size such as 500MB or 2GB",
            "What stays free on the disks of submit directories and pool: no DAG is written that would use it",
            "1GB",
            House::bytes);
    public static final Setting<Duration> INTERVAL =
            Setting.of("housekeeping-interval", Readers.DURATION, "How often a server tidies", "5m", Readers::duration);

    static final List<Setting<?>> ALL = List.of(KEEP_ENDED, KEEP_DIRECTORIES, DISK_RESERVE, INTERVAL);

    private static final Pattern AMOUNT = Pattern.compile("([1-9]\\d{0,4})([hd])");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(kb|mb|gb|tb)");
    private static final List<String> UNITS = List.of("kb", "mb", "gb", "tb");
    private static final int STEP = 1000;

    /** What settings give. */
    public static House of(Settings settings) {
        return new House(settings.get(KEEP_DIRECTORIES), settings.get(DISK_RESERVE), settings.get(INTERVAL));
    }

    /** Limits of HTCondor's tools, how long ended jobs are kept, and how many idle ones a DAGMan may have. */
    public static ToolSettings tools(Settings settings) {
        ToolSettings base = ToolSettings.DEFAULT;
        return new ToolSettings(
                base.queryTimeout(),
                base.submitTimeout(),
                settings.get(KEEP_ENDED),
                settings.get(Work.DAGMAN_IDLE_JOBS));
    }

    /** What one sweep may do. */
    public SweepRules rules() {
        return SweepRules.keeping(keepDirectories);
    }

    /** Where it is tidied; the storage and the pool are those of the local profile. */
    public HousePlaces places(Places places, boolean local) {
        return new HousePlaces(
                places.submitDir(),
                places.home().resolve("archive"),
                local ? Optional.of(places.storage()) : Optional.empty(),
                local ? List.of(pool(places)) : List.of(),
                reserveBytes);
    }

    /** How much room the disks have now. */
    public List<DiskRoom> rooms(Settings settings) {
        boolean local = Wires.of(settings).profile() == Profile.LOCAL;
        return new LocalDisk(places(Places.of(settings), local)).rooms();
    }

    private static Path pool(Places places) {
        return places.home().resolve("pool");
    }

    static Duration time(String text) {
        Matcher matcher = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(TIME);
        }
        long amount = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("d") ? Duration.ofDays(amount) : Duration.ofHours(amount);
    }

    static Long bytes(String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a size");
        }
        long bytes = Long.parseLong(matcher.group(1));
        for (int i = 0; i <= UNITS.indexOf(matcher.group(2)); i++) {
            bytes *= STEP;
        }
        return bytes;
    }
}
