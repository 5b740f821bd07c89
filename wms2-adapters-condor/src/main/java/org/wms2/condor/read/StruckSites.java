package org.wms2.condor.read;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wms2.ports.id.SiteName;

/**
 * The sites that work units have struck, from the files {@code mg_N/struck} (resource job/group_end.sh), one site per line.
 * DAGMan's status file says where there can be any of this attempt: a work unit with a strike is tried again, or failed. So
 * nothing is opened for the others.
 */
public final class StruckSites {
    private static final long MAX_BYTES = 1L << 20;

    private StruckSites() {}

    /** By ordinal, in the order of the strikes; work units without any are left out. */
    public static SortedMap<Integer, List<SiteName>> of(Path directory, Optional<NodeStatusFile> status) {
        SortedMap<Integer, List<SiteName>> struck = new TreeMap<>();
        for (NodeStatusFile.Node node : status.map(NodeStatusFile::nodes).orElse(List.of())) {
            Optional<Integer> ordinal = node.retries() > 0 || node.status() == NodeStatus.ERROR
                    ? Groups.ordinal(node.name())
                    : Optional.empty();
            if (ordinal.isPresent()) {
                List<SiteName> sites = read(directory.resolve(node.name()));
                if (!sites.isEmpty()) {
                    struck.put(ordinal.get(), sites);
                }
            }
        }
        return struck;
    }

    /** The sites that one work unit has struck. */
    static List<SiteName> read(Path group) {
        return Texts.read(group.resolve("struck"), MAX_BYTES).stream()
                .flatMap(String::lines)
                .map(SiteName::new)
                .toList();
    }
}
