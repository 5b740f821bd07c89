package org.wms2.condor.house;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.wms2.condor.Trees;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.Archived;

/**
 * One archive file of submit directories: written beside its place, put on disk, read back, renamed. One that is there is
 * never replaced by one that holds less.
 *
 * @param root the submit directory
 * @param file of the archive
 */
record DirectoryArchive(Path root, Path file) {
    Archived of(List<Path> directories) throws IOException {
        List<Path> there = directories.stream()
                .filter(d -> Files.isDirectory(d, LinkOption.NOFOLLOW_LINKS))
                .toList();
        if (Files.exists(file)) {
            PackedFiles kept = readable();
            if (holds(kept, there)) {
                return archived(kept, false);
            }
            if (there.size() < directories.size()) {
                throw new Wms2Exception(
                        ErrorCode.CONFLICT,
                        file + " differs from " + there
                                + ", and other directories of the request are gone: move the archive"
                                + " away, then try again");
            }
        } else if (there.isEmpty()) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT, "there is nothing to archive: neither " + file + " nor any of " + directories);
        }
        return archived(made(there), true);
    }

    private boolean holds(PackedFiles kept, List<Path> there) throws IOException {
        PackedFiles now = ArchiveReader.ofDirectories(root, there);
        return there.stream()
                .map(d -> ArchiveWriter.name(root, d))
                .allMatch(d -> now.below(d).equals(kept.below(d)));
    }

    private PackedFiles readable() {
        try {
            return ArchiveReader.read(file);
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    file + " is there and is no whole archive of ours (" + e.getMessage()
                            + "): move it away, then try again",
                    e);
        }
    }

    private PackedFiles made(List<Path> there) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            PackedFiles packed;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
                packed = new ArchiveWriter(root).write(there, out);
            }
            Trees.forceOne(fresh);
            if (!ArchiveReader.read(fresh).equals(packed)) {
                throw new IOException("what was read back from " + fresh + " is not what was written");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            Trees.forceOne(fresh.resolveSibling(""));
            return packed;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private Archived archived(PackedFiles packed, boolean made) throws IOException {
        return new Archived(file.toString(), packed.entries().size(), packed.bytes(), Files.size(file), made);
    }
}
