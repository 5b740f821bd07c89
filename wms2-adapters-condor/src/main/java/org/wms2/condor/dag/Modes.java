package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Modes that do not depend on the umask: DAGMan runs as the owner, but the schedd's account must get into the directory
 * and read what is in it (contracts/htcondor.md 7).
 */
final class Modes {
    private static final Set<PosixFilePermission> ALL_MAY_ENTER = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> ALL_MAY_READ = PosixFilePermissions.fromString("rw-r--r--");
    private static final FileAttribute<?> ENTER = PosixFilePermissions.asFileAttribute(ALL_MAY_ENTER);
    private static final FileAttribute<?> READ = PosixFilePermissions.asFileAttribute(ALL_MAY_READ);
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** Whether this process's umask takes away what is asked for; null before the first directory has told. */
    private static volatile @Nullable Boolean umaskTakes;

    private Modes() {}

    static Path makeDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, ENTER);
        if (umaskTakes(directory)) {
            Files.setPosixFilePermissions(directory, ALL_MAY_ENTER);
        }
        return directory;
    }

    static void makeIfMissing(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, ALL_MAY_ENTER);
        }
    }

    /** Opens a new file in a directory that {@link #makeDirectory} has made. */
    static FileChannel newFile(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, NEW, READ);
        Boolean takes = umaskTakes;
        if (takes == null || takes) {
            Files.setPosixFilePermissions(file, ALL_MAY_READ);
        }
        return channel;
    }

    static void file(Path file, boolean executable) throws IOException {
        Files.setPosixFilePermissions(file, executable ? ALL_MAY_ENTER : ALL_MAY_READ);
    }

    /** A directory needs all that a file needs. The umask of a JVM never changes, so one look is enough. */
    private static boolean umaskTakes(Path fresh) throws IOException {
        Boolean known = umaskTakes;
        if (known == null) {
            known = !Files.getPosixFilePermissions(fresh).equals(ALL_MAY_ENTER);
            umaskTakes = known;
        }
        return known;
    }
}
