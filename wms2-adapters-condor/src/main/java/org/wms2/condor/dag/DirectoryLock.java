package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;

/**
 * One process at a time writes or submits a directory. Two files beside it: {@code .<name>.lock} is locked by this
 * process (and free again when it dies); {@code .<name>.submission} is locked with flock(1) by a running
 * condor_submit_dag itself, which outlives its dead starter.
 */
public final class DirectoryLock {
    /** What is done under the lock. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    private DirectoryLock() {}

    /**
     * Does something while holding the lock of a submit directory, which need not exist; its parent does.
     *
     * @throws ServiceUnavailableException if another process or thread has the lock
     */
    public static <T> T holding(Path directory, Work<T> work) throws IOException {
        Path file = beside(directory, "lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new ServiceUnavailableException(
                        "HTCondor", directory + " is being written or submitted by another process; try later");
            }
            return work.run(); // closing the channel frees the lock
        }
    }

    /** The file that a running condor_submit_dag of a directory keeps locked with flock(1). */
    public static Path submission(Path directory) {
        return beside(directory, "submission");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process has it
        }
    }

    private static Path beside(Path directory, String suffix) {
        Path name = directory.getFileName();
        Path parent = directory.getParent();
        if (name == null || parent == null || !Files.isDirectory(parent)) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "expected a submit directory below a directory, found " + directory);
        }
        return parent.resolve("." + name + "." + suffix);
    }
}
