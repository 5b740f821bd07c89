package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Processes of the test's own pool, found by where they work or what they read: signals go to these alone. */
final class Processes {
    private Processes() {}

    /** DAGMans, outer and inner, that work in a submit directory or below it. */
    static List<ProcessHandle> dagmans(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(p -> cwd(p).filter(d -> d.startsWith(directory)).isPresent())
                .filter(p -> p.info().command().orElse("").contains("condor_dagman"))
                .toList();
    }

    /** The schedd whose log directory is below a home. */
    static ProcessHandle schedd(Path home) {
        List<ProcessHandle> found = ProcessHandle.allProcesses()
                .filter(p -> p.info().command().orElse("").endsWith("/condor_schedd"))
                .filter(p -> cwd(p).filter(d -> d.startsWith(home)).isPresent())
                .toList();
        assertThat(found).as("schedds below " + home).hasSize(1);
        return found.getFirst();
    }

    static void signal(ProcessHandle process, String name) throws IOException, InterruptedException {
        Process sent = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(sent.waitFor()).as("kill -" + name).isZero();
    }

    private static Optional<Path> cwd(ProcessHandle process) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd")));
        } catch (IOException e) {
            return Optional.empty(); // somebody else's, or gone
        }
    }
}
