package org.wms2.condor.pool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.wms2.condor.Trees;
import org.wms2.condor.dag.StaticFiles;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * The pool's scripts, unpacked from the resources into a directory that is named after their content: a shell reads its
 * script while it runs, so a file that may be in use is never overwritten.
 */
final class PoolScripts {
    static final List<String> NAMES = List.of(
            "condor_config.template",
            "install-htcondor.sh",
            "pool-lib.sh",
            "pool-status.sh",
            "start-pool.sh",
            "stop-pool.sh");

    private PoolScripts() {}

    /** Their directory below {@code parent}, unpacked if it is not there yet. */
    static Path unpack(Path parent) {
        try {
            Path target = parent.resolve(".pool-scripts-" + fingerprint());
            if (Files.isDirectory(target)) {
                return target;
            }
            Files.createDirectories(parent);
            Path fresh = Files.createTempDirectory(parent, ".pool-scripts-new");
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (String name : NAMES) {
                StaticFiles.copy("pool", name, fresh);
            }
            try {
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException e) {
                if (!Files.isDirectory(target)) {
                    throw e;
                }
                Trees.delete(fresh); // another process was faster
            }
            return target;
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL,
                    "cannot unpack the pool's scripts into " + parent + ": " + e
                            + "; check space and owner of the directory",
                    e);
        }
    }

    private static String fingerprint() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : NAMES) {
                try (InputStream in = PoolScripts.class.getResourceAsStream("/org/wms2/condor/pool/" + name)) {
                    if (in == null) {
                        throw new Wms2Exception(
                                ErrorCode.INTERNAL, "the file pool/" + name + " is missing in this installation");
                    }
                    digest.update(in.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException("every JDK has SHA-256", e));
        }
    }
}
