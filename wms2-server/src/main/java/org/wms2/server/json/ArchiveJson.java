package org.wms2.server.json;

import java.util.List;
import java.util.Optional;
import org.wms2.domain.housekeeping.Archiving;
import org.wms2.ports.htcondor.Archived;

/**
 * What {@code wms2 archive} did.
 *
 * @param archive absolute path; absent if all directories had gone before
 * @param made whether the archive was made now
 * @param removed directories that are gone
 */
public record ArchiveJson(
        String request,
        Optional<String> archive,
        boolean made,
        long files,
        long bytes,
        long packedBytes,
        List<Removed> removed,
        long freedBytes) {

    /** A directory that is gone; archive empty: deleted without one. */
    public record Removed(String directory, String archive, java.time.Instant at) {}

    /** Of a result. */
    public static ArchiveJson of(String request, Archiving.Result result) {
        Optional<Archived> a = result.archived();
        return new ArchiveJson(
                request,
                a.map(Archived::file),
                a.map(Archived::made).orElse(false),
                a.map(Archived::files).orElse(0L),
                a.map(Archived::bytes).orElse(0L),
                a.map(Archived::packedBytes).orElse(0L),
                result.removed().stream()
                        .map(d -> new Removed(d.directory(), d.archive(), d.removedAt()))
                        .toList(),
                result.freed().bytes());
    }
}
