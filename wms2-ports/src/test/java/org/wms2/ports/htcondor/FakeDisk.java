package org.wms2.ports.htcondor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;

/** A disk in memory: what is not removed is there. */
public final class FakeDisk implements SubmitDisk {
    /** How much room there is. */
    public final List<DiskRoom> rooms = new ArrayList<>();
    /** Directories that are gone. */
    public final TreeSet<String> removed = new TreeSet<>();
    /** Archives that were made. */
    public final List<String> archives = new ArrayList<>();
    /** What the leftovers were looked for in, and whether they were deleted. */
    public final List<String> looked = new ArrayList<>();

    /** The next removal happens, and then its process dies. */
    public boolean dieAfterRemoval;
    /** Directories that cannot be removed: they are somebody else's. */
    public final TreeSet<String> immovable = new TreeSet<>();
    /** Somebody else tidies. */
    public boolean taken;

    private final String root;

    public FakeDisk(String root) {
        this.root = root;
    }

    @Override
    public List<DiskRoom> rooms() {
        return List.copyOf(rooms);
    }

    @Override
    public String root() {
        return root;
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        if (taken) {
            throw new ServiceUnavailableException("submit directory", "another process tidies");
        }
        return work.get();
    }

    @Override
    public Archived archive(RequestName request, List<String> directories, @Nullable String to) {
        String file = to == null ? "/archive/" + request + ".tar.gz" : to;
        boolean made = !archives.contains(file);
        if (made && directories.stream().allMatch(removed::contains)) {
            throw new Wms2Exception(ErrorCode.CONFLICT, "nothing to archive");
        }
        if (made) {
            archives.add(file);
        }
        return new Archived(file, directories.size(), 1_000, 100, made);
    }

    @Override
    public RemovedFiles remove(String directory) {
        if (!directory.startsWith(root + "/")) {
            throw new Wms2Exception(ErrorCode.CONFLICT, directory + " is not below " + root);
        }
        if (immovable.contains(directory)) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "cannot remove " + directory + ": permission denied");
        }
        boolean there = removed.add(directory);
        if (dieAfterRemoval) {
            dieAfterRemoval = false;
            throw new IllegalStateException("the process was killed");
        }
        return there ? new RemovedFiles(3, 300) : RemovedFiles.NONE;
    }

    @Override
    public Optional<Leftovers> leftovers(List<StoredUnder> places, boolean delete) {
        places.forEach(p -> looked.add(p.lfnBase() + " " + p.units().size() + " units, "
                + p.known().size() + " known" + (delete ? ", deleted" : "")));
        return Optional.of(new Leftovers(new RemovedFiles(1, 10), List.of("/store/unmerged/left.root")));
    }
}
