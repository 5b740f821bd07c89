package org.wms2.condor.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.Archived;
import org.wms2.ports.htcondor.DiskRoom;
import org.wms2.ports.htcondor.RemovedFiles;
import org.wms2.ports.htcondor.StoredUnder;
import org.wms2.ports.htcondor.SubmitDisk;
import org.wms2.ports.id.RequestName;

/** The disks of this machine. */
public final class LocalDisk implements SubmitDisk {
    private final HousePlaces places;
    private final SubmitPath paths;

    public LocalDisk(HousePlaces places) {
        this.places = places;
        this.paths = new SubmitPath(places.submitDir());
    }

    @Override
    public List<DiskRoom> rooms() {
        return FreeSpace.of(places);
    }

    @Override
    public String root() {
        return places.submitDir().toString();
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        return HouseLock.holding(places.submitDir(), work);
    }

    @Override
    public Archived archive(RequestName request, List<String> directories, @Nullable String to) {
        List<Path> all = directories.stream().map(paths::require).toList();
        Path file = to == null
                ? places.archiveDir().resolve(request + ".tar.gz")
                : Path.of(to).toAbsolutePath();
        try {
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return new DirectoryArchive(places.submitDir(), file).of(all);
        } catch (IOException e) {
            throw failed("cannot archive " + request + " in " + file, e);
        }
    }

    @Override
    public RemovedFiles remove(String directory) {
        Path there = paths.require(directory);
        try {
            return DirectoryRemoval.of(there, places.submitDir());
        } catch (IOException e) {
            throw failed("cannot remove " + directory, e);
        }
    }

    @Override
    public Optional<Leftovers> leftovers(List<StoredUnder> stored, boolean delete) {
        return places.storage().map(root -> {
            try {
                return new LeftoverFiles(root).of(stored, delete);
            } catch (IOException e) {
                throw failed("cannot look for leftovers below " + root, e);
            }
        });
    }

    private static Wms2Exception failed(String what, IOException e) {
        return new Wms2Exception(ErrorCode.INTERNAL, what + ": " + e + "; check space and owner of the disk", e);
    }
}
