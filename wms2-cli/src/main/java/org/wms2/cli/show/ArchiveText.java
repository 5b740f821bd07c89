package org.wms2.cli.show;

import java.util.ArrayList;
import java.util.List;
import org.wms2.domain.housekeeping.Archiving;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.htcondor.RemovedFiles;

/** Archives and leftovers in words. */
public final class ArchiveText {
    private ArchiveText() {}

    /** What was archived, and what is gone. */
    public static String of(Archiving.Result result) {
        List<String> lines = new ArrayList<>();
        result.archived()
                .ifPresent(a -> lines.add(a.file() + "  " + Amounts.number(a.files()) + " files, "
                        + Amounts.bytes(a.bytes()) + " in " + Amounts.bytes(a.packedBytes())
                        + (a.made() ? ", read back" : ", was there already")));
        result.removed().forEach(d -> lines.add(of(d)));
        if (result.freed().files() > 0) {
            lines.add("freed " + Amounts.bytes(result.freed().bytes()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** A directory that is gone, in one line. */
    public static String of(RemovedDirectory gone) {
        return gone.directory() + " was removed at "
                + gone.removedAt().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                + (gone.archive().isEmpty() ? ", without an archive" : ", archived in " + gone.archive());
    }

    /** What nobody lists. */
    public static String of(Archiving.Leftovers found, boolean deleted) {
        List<String> lines = new ArrayList<>();
        found.here().ifPresent(here -> {
            RemovedFiles sum = here.found();
            lines.add("on this disk: " + Amounts.number(sum.files()) + " files, " + Amounts.bytes(sum.bytes())
                    + (deleted ? ", deleted" : ""));
            here.lfns().forEach(lfn -> lines.add("  " + lfn));
        });
        lines.add("unmerged files at sites would be:");
        found.patterns().forEach(pattern -> lines.add("  " + pattern));
        if (!found.dropped().isEmpty()) {
            lines.add("blocks that were dropped or have failed; their files are to be cleaned:");
            found.dropped().forEach(block -> lines.add("  " + block));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
