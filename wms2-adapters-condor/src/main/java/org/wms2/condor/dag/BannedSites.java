package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.wms2.ports.id.SiteName;

/**
 * The file {@code banned} of a DAG's directory, one site per line: what job/choose_sites.sh leaves out of the next landing
 * of each work unit. Not there means none.
 */
final class BannedSites {
    private BannedSites() {}

    /** Writes it beside its place and renames it, unless it says so already; returns whether it did. */
    static boolean write(Path directory, SortedSet<SiteName> banned) throws IOException {
        Path file = directory.resolve(DagText.BANNED);
        String text =
                banned.stream().map(s -> CondorText.word(s.value()) + "\n").collect(Collectors.joining());
        String now = Files.exists(file) ? Files.readString(file) : "";
        if (now.equals(text)) {
            return false;
        }
        WholeFile.replace(file, text);
        return true;
    }
}
