package org.wms2.persistence.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * Who runs the server: ourselves; or, as PostgreSQL refuses root, account {@code wms2} if there is one, else {@code
 * nobody}. The wms2 script never runs Java as root; a developer's {@code ./mvnw test} may.
 *
 * @param other null: ourselves
 */
record Account(@Nullable String other) {
    static Account current() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Account(null);
        }
        return new Account(exists("wms2") ? "wms2" : "nobody");
    }

    private static boolean exists(String name) {
        try {
            Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
            return true;
        } catch (UserPrincipalNotFoundException e) {
            return false;
        } catch (IOException e) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "cannot look up the account " + name + ": " + e, e);
        }
    }

    /** A command that runs as this account in a directory, without our locale and without PostgreSQL's variables. */
    ProcessBuilder command(Path directory, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>();
        if (other != null) {
            whole.addAll(List.of("setpriv", "--reuid=" + other, "--regid=" + group(other), "--clear-groups", "--"));
        }
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static String group(String account) throws IOException {
        Process id = new ProcessBuilder("id", "-g", account).start();
        return new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }

    /** Makes a directory, and those above it, that this account may write and others may pass. */
    void createDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        own(directory);
    }

    /** Writes a file that only this account may read. */
    void writeSecret(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text);
        own(unfinished);
        Files.move(unfinished, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** Gives a file that we made to this account. */
    void own(Path path) throws IOException {
        if (other != null) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(other));
        }
    }
}
