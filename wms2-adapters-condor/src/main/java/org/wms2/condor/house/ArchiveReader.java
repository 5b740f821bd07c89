package org.wms2.condor.house;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads what an archive holds, and what directories hold, in the same terms. Unpacks nothing. */
final class ArchiveReader {
    private ArchiveReader() {}

    /**
     * What an archive holds.
     *
     * @throws IOException if it cannot be read to its end, or its manifest is missing or says something else
     */
    static PackedFiles read(Path archive) throws IOException {
        SortedMap<String, String> entries = new TreeMap<>();
        long bytes = 0;
        byte[] manifest = null;
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive))),
                StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(PackedFiles.MANIFEST)) {
                    manifest = tar.readAllBytes();
                } else if (entry.isSymbolicLink()) {
                    entries.put(entry.getName(), PackedFiles.link(entry.getLinkName()));
                } else if (entry.isFile()) {
                    entries.put(entry.getName(), digest(tar));
                    bytes += entry.getSize();
                }
            }
        }
        PackedFiles packed = new PackedFiles(entries, bytes);
        if (manifest == null || !Arrays.equals(manifest, packed.manifest())) {
            throw new IOException(PackedFiles.MANIFEST + (manifest == null ? " is missing" : " says something else")
                    + " in " + archive);
        }
        return packed;
    }

    /** What directories hold. */
    static PackedFiles ofDirectories(Path root, List<Path> directories) throws IOException {
        SortedMap<String, String> entries = new TreeMap<>();
        long bytes = 0;
        for (Path directory : directories) {
            List<Path> all;
            try (Stream<Path> walked = Files.walk(directory)) {
                all = walked.toList();
            }
            for (Path path : all) {
                String name = ArchiveWriter.name(root, path);
                if (Files.isSymbolicLink(path)) {
                    entries.put(
                            name, PackedFiles.link(Files.readSymbolicLink(path).toString()));
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    try (InputStream in = Files.newInputStream(path)) {
                        entries.put(name, digest(in));
                    }
                    bytes += Files.size(path);
                }
            }
        }
        return new PackedFiles(entries, bytes);
    }

    /** The stream stays open: it may be an archive's. */
    private static String digest(InputStream in) throws IOException {
        DigestInputStream digested = new DigestInputStream(in, Digests.sha256());
        digested.transferTo(OutputStream.nullOutputStream());
        return Digests.hex(digested.getMessageDigest());
    }
}
