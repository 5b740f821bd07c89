package org.wms2.cli.commands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.cli.commands.DoctorCommand.Finding;
import org.wms2.ports.htcondor.DiskRoom;
import org.wms2.server.settings.Places;

/** What this machine must have, whatever runs. */
record MachineChecks(String account, Places places, List<DiskRoom> rooms) {
    private static final int JAVA = 21;
    private static final int PYTHON_MAJOR = 3;
    private static final int PYTHON_MINOR = 6;
    private static final long ROOM = 2L << 30;
    private static final long MIB = 1L << 20;
    private static final int PATIENCE_SECONDS = 10;
    private static final Pattern PYTHON = Pattern.compile("Python (\\d+)\\.(\\d+).*");

    List<Finding> run() {
        List<Finding> findings = new ArrayList<>(List.of(java(), python(), home(), room(), who()));
        rooms.forEach(r -> findings.add(disk(r)));
        return List.copyOf(findings);
    }

    /** A disk whose reserve is touched takes no DAG. */
    private static Finding disk(DiskRoom room) {
        String files = room.freeFiles() == Long.MAX_VALUE ? "" : ", " + room.freeFiles() + " files";
        String detail = room.freeBytes() / MIB + " MiB" + files + " free below " + room.path() + ", "
                + room.reserveBytes() / MIB + " MiB are kept free (disk-reserve)";
        boolean enough = room.holds(0, 0);
        return new Finding(
                "disk of " + room.name(),
                enough,
                enough ? detail : detail + ": no DAG is written; make room: wms2 archive NAME --delete");
    }

    private static Finding java() {
        int feature = Runtime.version().feature();
        return new Finding(
                "Java",
                feature >= JAVA,
                feature >= JAVA ? Runtime.version().toString() : "found " + feature + ": install a JDK >= " + JAVA);
    }

    /** The jobs are Python scripts; in the personal pool they run on this machine. */
    private static Finding python() {
        String install = "jobs need python3 >= 3.6: install python3";
        try {
            Process process = new ProcessBuilder("python3", "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Matcher version = PYTHON.matcher(said);
            boolean enough = ended
                    && version.matches()
                    && (Integer.parseInt(version.group(1)) > PYTHON_MAJOR
                            || Integer.parseInt(version.group(2)) >= PYTHON_MINOR);
            return new Finding("python3", enough, enough ? said : "found '" + said + "'; " + install);
        } catch (IOException e) {
            return new Finding("python3", false, "not found; " + install);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finding("python3", false, "interrupted");
        }
    }

    private Finding home() {
        Path there = existing(places.home());
        boolean writable = Files.isWritable(there);
        return new Finding(
                "home",
                writable,
                writable
                        ? places.home().toString()
                        : there + " is not writable for " + account + ": change its owner, or set WMS2_HOME");
    }

    private Finding room() {
        Path there = existing(places.home());
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String detail = free / MIB + " MiB free below " + there;
            return new Finding("disk", free >= ROOM, free >= ROOM ? detail : detail + ": make room for 2 GiB");
        } catch (IOException e) {
            return new Finding("disk", false, "cannot ask how much room " + there + " has: " + e);
        }
    }

    private Finding who() {
        boolean root = account.equals("root");
        return new Finding(
                "account", !root, root ? "root: PostgreSQL and HTCondor refuse it; start wms2 by ./wms2" : account);
    }

    private static Path existing(Path path) {
        Path there = path.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
