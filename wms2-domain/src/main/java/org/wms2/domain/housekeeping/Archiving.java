package org.wms2.domain.housekeeping;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.Ports;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.Archived;
import org.wms2.ports.htcondor.RemovedFiles;
import org.wms2.ports.id.RequestName;

/** Puts the submit directories of a request that has ended into an archive, on somebody's wish. */
public final class Archiving {
    private final Ports ports;

    public Archiving(Ports ports) {
        this.ports = ports;
    }

    /**
     * What was done.
     *
     * @param archived empty if all directories had gone before
     * @param removed directories that are gone now, or were before
     * @param freed now
     */
    public record Result(Optional<Archived> archived, List<RemovedDirectory> removed, RemovedFiles freed) {
        public Result {
            removed = List.copyOf(removed);
        }
    }

    /**
     * What lies around.
     *
     * @param here stored on this machine and known to nobody; empty if files are stored elsewhere
     * @param patterns where a site would look for it
     * @param dropped blocks whose files are to be cleaned, in words
     */
    public record Leftovers(
            Optional<org.wms2.ports.htcondor.SubmitDisk.Leftovers> here, List<String> patterns, List<String> dropped) {
        public Leftovers {
            patterns = List.copyOf(patterns);
            dropped = List.copyOf(dropped);
        }
    }

    /**
     * Archives. Doing it twice is harmless, and finishes what was interrupted.
     *
     * @param delete whether the directories are removed once the archive has been read back
     * @param to null: its place below the home
     * @throws Wms2Exception with code NOT_FOUND; CONFLICT if the request is not final or owes something, if its directories
     *     are gone without an archive, or an archive that is there says something else
     */
    public Result archive(RequestName name, boolean delete, @Nullable String to) {
        Retirement retirement = new Retirement(ports);
        retirement.ended(name);
        return ports.disk().exclusively(() -> archiveAlone(retirement, name, delete, to));
    }

    private Result archiveAlone(Retirement retirement, RequestName name, boolean delete, @Nullable String to) {
        List<String> there = ports.stores().work().directories(name);
        List<RemovedDirectory> gone = ports.stores().work().removedDirectories(name);
        if (there.isEmpty()) {
            boolean kept = gone.stream().anyMatch(d -> !d.archive().isEmpty());
            if (!kept) {
                throw new Wms2Exception(
                        ErrorCode.CONFLICT,
                        gone.isEmpty()
                                ? name + " has no submit directories: nothing was ever planned"
                                : "the submit directories of " + name + " were removed at "
                                        + gone.getLast().removedAt() + " without an archive");
            }
            return new Result(Optional.empty(), gone, RemovedFiles.NONE);
        }
        Archived archived = ports.disk().archive(name, there, to);
        RemovedFiles freed = RemovedFiles.NONE;
        if (delete) {
            for (String directory : there) {
                freed = freed.plus(retirement.remove(name, directory, archived.file()));
            }
        }
        return new Result(Optional.of(archived), ports.stores().work().removedDirectories(name), freed);
    }

    /**
     * What nobody lists of a request that has ended.
     *
     * @param delete what is stored on this machine
     * @throws Wms2Exception with code NOT_FOUND; CONFLICT if the request is not final or owes something
     */
    public Leftovers leftovers(RequestName name, boolean delete) {
        new Retirement(ports).ended(name);
        StoredFiles stored = new StoredFiles(ports);
        List<String> dropped = ports.stores().outputs().blocks(name).stream()
                .filter(b -> b.status() == org.wms2.ports.output.BlockStatus.FAILED)
                .map(b -> b.name() + " at " + b.rse() + ": " + b.reason())
                .toList();
        return new Leftovers(stored.leftovers(name, delete), stored.patterns(name), dropped);
    }
}
