package org.wms2.ports.htcondor;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;

/** {@link SubmitDisk#NONE}. */
final class NoDisk implements SubmitDisk {
    @Override
    public List<DiskRoom> rooms() {
        return List.of();
    }

    @Override
    public String root() {
        return "";
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        return work.get();
    }

    @Override
    public Archived archive(RequestName request, List<String> directories, @Nullable String to) {
        throw none();
    }

    @Override
    public RemovedFiles remove(String directory) {
        throw none();
    }

    @Override
    public Optional<Leftovers> leftovers(List<StoredUnder> places, boolean delete) {
        return Optional.empty();
    }

    private static Wms2Exception none() {
        return new Wms2Exception(
                ErrorCode.CONFLICT, "this process has no submit directories: run it where the request was submitted");
    }
}
