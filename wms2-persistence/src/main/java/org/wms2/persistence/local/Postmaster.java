package org.wms2.persistence.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The server's main process, as its pid file and the kernel know it. */
final class Postmaster {
    private Postmaster() {}

    /**
     * The process that serves exactly this data directory. The pid file alone proves nothing: after a crash it stays, and
     * its pid may be anybody's; so the process must name the directory on its command line.
     */
    static OptionalLong find(Path data) throws IOException {
        OptionalLong pid = recorded(data);
        if (pid.isEmpty()) {
            return pid;
        }
        Path commandLine = Path.of("/proc", String.valueOf(pid.getAsLong()), "cmdline");
        try {
            List<String> words = List.of(
                    Files.readString(commandLine, StandardCharsets.UTF_8).split("\0"));
            int option = words.indexOf("-D");
            boolean ours = option >= 0
                    && option + 1 < words.size()
                    && Path.of(words.get(option + 1)).equals(data);
            return ours ? pid : OptionalLong.empty();
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            // A process that ends while it is read.
            if (!Files.exists(commandLine)) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    /**
     * Removes a pid file whose pid now belongs to another program: PostgreSQL would take that for a running server. One
     * whose process is gone is left for PostgreSQL, which knows more about it.
     */
    static void removeStalePidFile(Path data) throws IOException {
        OptionalLong pid = recorded(data);
        if (pid.isPresent()
                && find(data).isEmpty()
                && Files.exists(Path.of("/proc", String.valueOf(pid.getAsLong())))) {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        }
    }

    private static OptionalLong recorded(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() || !lines.getFirst().strip().matches("[1-9][0-9]{0,9}")
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(lines.getFirst().strip()));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }
}
