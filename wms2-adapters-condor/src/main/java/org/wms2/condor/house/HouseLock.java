package org.wms2.condor.house;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;

/** One process at a time tidies below a submit directory: {@code .housekeeping.lock} in it, free again when it dies. */
final class HouseLock {
    private HouseLock() {}

    static <T> T holding(Path submitDir, Supplier<T> work) {
        try {
            Files.createDirectories(submitDir);
            Path file = submitDir.resolve(".housekeeping.lock");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                FileLock lock = tryLock(channel);
                if (lock == null) {
                    throw new ServiceUnavailableException(
                            "submit directory",
                            "another process archives or removes below " + submitDir + "; try later");
                }
                return work.get(); // closing the channel frees the lock
            }
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "cannot lock " + submitDir + ": " + e + "; check the directory's owner", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process has it
        }
    }
}
