package org.wms2.condor.read;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wms2.ports.id.SiteName;

/** The sites that the work units of one DAG have struck, each file read when it has changed. Not thread-safe. */
final class Strikes {
    private static final String FILE = "struck";

    private final Path directory;
    private final Map<Integer, FileStamp> stamps = new HashMap<>();
    /** What was read last, also of work units that are not asked for now. */
    private final Map<Integer, List<SiteName>> read = new HashMap<>();

    private SortedMap<Integer, List<SiteName>> struck = new TreeMap<>();

    Strikes(Path directory) {
        this.directory = directory;
    }

    /** Looks at the files of some work units; those of the others are not there, or of no account. */
    SortedMap<Integer, List<SiteName>> of(BitSet ordinals) {
        SortedMap<Integer, List<SiteName>> now = new TreeMap<>();
        for (int ordinal = ordinals.nextSetBit(0); ordinal >= 0; ordinal = ordinals.nextSetBit(ordinal + 1)) {
            Path group = directory.resolve(GroupNode.name(ordinal));
            FileStamp stamp = stamps.computeIfAbsent(
                    ordinal, o -> new FileStamp(group.resolve(FILE).toFile()));
            if (stamp.isNews()) {
                read.put(ordinal, StruckSites.read(group));
                stamp.wasRead();
            }
            List<SiteName> sites = read.getOrDefault(ordinal, List.of());
            if (!sites.isEmpty()) {
                now.put(ordinal, sites);
            }
        }
        if (!now.equals(struck)) {
            struck = now;
        }
        return struck;
    }
}
