package org.wms2.condor.house;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.condor.tools.CommandResult;
import org.wms2.condor.tools.CommandRunner;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DiskRoom;

/** How much room disks have: bytes by the JDK, files (inodes) by stat(1), as the JDK does not tell them. */
final class FreeSpace {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_OUTPUT = 1 << 10;
    /** stat -f: inodes in all, then those that are free. */
    private static final Pattern INODES = Pattern.compile("([0-9]{1,18}) ([0-9]{1,18})\\s*");

    private FreeSpace() {}

    /** The submit directory's disk, then the others that are not the same one. A disk that does not say has all the room there is. */
    static List<DiskRoom> of(HousePlaces places) {
        List<DiskRoom> rooms = new ArrayList<>();
        List<FileStore> seen = new ArrayList<>();
        add(rooms, seen, "the submit directories", places.submitDir(), places.reserveBytes());
        for (Path other : places.otherDisks()) {
            add(rooms, seen, String.valueOf(other.getFileName()), other, places.reserveBytes());
        }
        return rooms;
    }

    private static void add(List<DiskRoom> rooms, List<FileStore> seen, String name, Path path, long reserve) {
        Path there = existing(path);
        try {
            FileStore store = Files.getFileStore(there);
            if (!seen.contains(store)) {
                seen.add(store);
                rooms.add(new DiskRoom(name, path.toString(), store.getUsableSpace(), files(there), reserve));
            }
        } catch (IOException e) {
            // Whoever writes there will be told by the disk itself, in better words; nothing is reckoned with
            // meanwhile.
            rooms.add(new DiskRoom(name, path.toString(), Long.MAX_VALUE, Long.MAX_VALUE, 0));
        }
    }

    private static long files(Path there) {
        try {
            CommandResult said = new CommandRunner(Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C"), MAX_OUTPUT)
                    .run(List.of("stat", "-f", "-c", "%c %d", there.toString()), Path.of("/"), "", PATIENCE);
            Matcher inodes = INODES.matcher(said.stdout());
            if (said.succeeded() && inodes.matches() && Long.parseLong(inodes.group(1)) > 0) {
                return Long.parseLong(inodes.group(2));
            }
        } catch (Wms2Exception e) {
            return Long.MAX_VALUE; // no stat(1) here: files are not counted
        }
        return Long.MAX_VALUE; // as btrfs says it: no limit
    }

    private static Path existing(Path path) {
        Path there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
