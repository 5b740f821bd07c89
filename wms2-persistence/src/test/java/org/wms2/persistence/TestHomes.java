package org.wms2.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.wms2.persistence.local.LocalPostgres;

/** Homes of servers that tests start themselves. */
public final class TestHomes {
    private TestHomes() {}

    /** A new directory with a short path that the server's account may pass. */
    public static Path make() {
        try {
            Path home = Files.createTempDirectory("wms2-pg");
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops a server and deletes its home. */
    public static void end(LocalPostgres server, Path home) {
        server.stop();
        try (Stream<Path> tree = Files.walk(home)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
