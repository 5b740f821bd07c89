package org.wms2.condor.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** HTCondor's tools as small shell scripts that say what a test wants, and write down how they were called. */
final class PretendedTools {
    private final Path bin;
    private final Path calls;

    PretendedTools(Path directory) {
        bin = directory.resolve("bin");
        calls = directory.resolve("calls");
        try {
            Files.createDirectories(bin);
            Files.writeString(calls, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String tool : List.of(
                "condor_q",
                "condor_history",
                "condor_rm",
                "condor_release",
                "condor_submit",
                "condor_submit_dag",
                "condor_qedit",
                "condor_transfer_data",
                "condor_status",
                "condor_version",
                "condor_ping",
                "condor_config_val")) {
            says(tool, 0, "", "");
        }
    }

    /** From now on a tool prints this and exits so. */
    void says(String tool, int exitCode, String stdout, String stderr) {
        does(tool, "cat <<'X'\n" + stdout + "\nX\ncat >&2 <<'X'\n" + stderr + "\nX\nexit " + exitCode);
    }

    /** From now on a tool does this; the call is written down before, in one piece, as tools run at the same time. */
    void does(String tool, String script) {
        try {
            Path file = bin.resolve(tool);
            Path fresh = bin.resolve(tool + ".new");
            Files.writeString(
                    fresh,
                    "#!/bin/sh\ncall=" + tool
                            + "\nfor a in \"$@\"; do call=\"$call <$a>\"; done\nprintf '%s\\n' \"$call\" >> " + calls
                            + "\n" + script + "\n");
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All calls so far, one line each. */
    List<String> calls() {
        try {
            return Files.readAllLines(calls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ToolEnvironment environment() {
        return new ToolEnvironment(Map.of("PATH", bin + ":/usr/bin:/bin"));
    }
}
