package org.wms2.server.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;

/** One command at a time starts or stops services of a home; the others wait. The system drops it with its process. */
final class HomeLock {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final long STEP_MILLIS = 200;

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Does work under the lock; throws as {@link #take}. */
    static void holding(Path home, Consumer<String> progress, Runnable work) {
        HomeLock lock = take(home, progress);
        try {
            work.run();
        } finally {
            lock.close();
        }
    }

    /**
     * Takes the lock.
     *
     * @throws Wms2Exception if home cannot be written, or the other command does not end within 15 minutes
     */
    private static HomeLock take(Path home, Consumer<String> progress) {
        Path file = home.resolve("local.lock");
        try {
            Files.createDirectories(home);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                await(channel, file, progress);
                return new HomeLock(channel);
            } catch (RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    "home: " + home + " cannot be written (" + e + "): set WMS2_HOME to a directory that can",
                    e);
        }
    }

    private static void await(FileChannel channel, Path file, Consumer<String> progress) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean told = false;
        while (tryLock(channel) == null) {
            if (System.nanoTime() - deadline > 0) {
                throw new ServiceUnavailableException(
                        "local profile", "another wms2 command has held " + file + " for 15 minutes: look at it");
            }
            if (!told) {
                progress.accept("another wms2 command is starting or stopping the local services: waiting for it");
                told = true;
            }
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServiceUnavailableException("local profile", "interrupted while waiting for " + file, e);
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "the lock of the local profile cannot be released", e);
        }
    }
}
