package org.wms2.ports.htcondor;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.id.RequestName;

/**
 * The disks of the machine that submits: how much room there is, and how what nobody needs any more leaves them. Deciding
 * that nobody needs it is the caller's.
 */
public interface SubmitDisk {
    /** No limits, and nothing to tidy: for whoever submits to no disk of this machine. */
    SubmitDisk NONE = new NoDisk();

    /** The disk of the submit directories, then the others that must keep their reserve; empty: no limits are known. */
    List<DiskRoom> rooms();

    /** Every submit directory of this machine is below it; absolute, without trailing slash. */
    String root();

    /**
     * Does something while no other process or thread archives or removes anything below the root.
     *
     * @throws ServiceUnavailableException if one does
     */
    <T> T exclusively(Supplier<T> work);

    /**
     * Packs submit directories into one archive, reads it back and compares it with what was packed. One that is there and
     * holds exactly what the directories hold is left as it is; so is one that holds more, of directories that are gone.
     *
     * @param to where to; null: its place below the home
     * @throws org.wms2.ports.error.Wms2Exception with code CONFLICT if the archive that is there differs from the
     *     directories, some of which are gone, or a directory is not one of this machine's submit directories
     */
    Archived archive(RequestName request, List<String> directories, @Nullable String to);

    /**
     * Removes a submit directory: renamed first, then deleted, so that nobody ever reads half of it. Harmless twice, and
     * after a kill in between.
     *
     * @throws org.wms2.ports.error.Wms2Exception with code CONFLICT if it is not one of this machine's submit directories,
     *     or a link is in its path: nothing is touched then
     */
    RemovedFiles remove(String directory);

    /**
     * Files that are stored and nobody knows, as LFNs; empty if the storage is not on this machine.
     *
     * @param delete whether they are deleted
     */
    Optional<Leftovers> leftovers(List<StoredUnder> places, boolean delete);

    /**
     * What lay around.
     *
     * @param lfns of them, at most {@link #NAMED}
     */
    record Leftovers(RemovedFiles found, List<String> lfns) {
        /** So many are named. */
        public static final int NAMED = 10_000;

        public Leftovers {
            lfns = List.copyOf(lfns);
        }
    }
}
