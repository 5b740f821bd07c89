package org.wms2.condor.house;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** Writes directories as one compressed tar with a manifest as its last entry; links are packed, never followed. */
final class ArchiveWriter {
    private static final int PERMISSIONS = 0777;

    private final Path root;
    private final SortedMap<String, String> entries = new TreeMap<>();
    private long bytes;

    /** @param root paths in the archive are relative to it */
    ArchiveWriter(Path root) {
        this.root = root;
    }

    /** Writes them; what the archive holds now. */
    PackedFiles write(List<Path> directories, OutputStream to) throws IOException {
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(to), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (Path directory : directories) {
                try (Stream<Path> all = Files.walk(directory)) {
                    for (Path path : (Iterable<Path>) all.sorted()::iterator) {
                        put(tar, path);
                    }
                }
            }
            PackedFiles packed = new PackedFiles(entries, bytes);
            byte[] manifest = packed.manifest();
            TarArchiveEntry entry = new TarArchiveEntry(PackedFiles.MANIFEST);
            entry.setSize(manifest.length);
            tar.putArchiveEntry(entry);
            tar.write(manifest);
            tar.closeArchiveEntry();
            return packed;
        }
    }

    private void put(TarArchiveOutputStream tar, Path path) throws IOException {
        String name = name(root, path);
        BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (is.isSymbolicLink()) {
            String target = Files.readSymbolicLink(path).toString();
            TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(target);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
            entries.put(name, PackedFiles.link(target));
        } else if (is.isDirectory()) {
            tar.putArchiveEntry(entry(name + "/", path, is));
            tar.closeArchiveEntry();
        } else if (is.isRegularFile()) {
            putFile(tar, path, name, is);
        } else {
            throw refused(path + " is neither file, directory nor link");
        }
    }

    private void putFile(TarArchiveOutputStream tar, Path path, String name, BasicFileAttributes is)
            throws IOException {
        TarArchiveEntry entry = entry(name, path, is);
        entry.setSize(is.size());
        tar.putArchiveEntry(entry);
        try (DigestInputStream in =
                new DigestInputStream(new BufferedInputStream(Files.newInputStream(path)), Digests.sha256())) {
            long copied = copy(in, tar, is.size());
            if (copied != is.size() || in.read() >= 0) {
                throw refused(path + " changes while it is packed");
            }
            entries.put(name, Digests.hex(in.getMessageDigest()));
        }
        tar.closeArchiveEntry();
        bytes += is.size();
    }

    private static long copy(InputStream in, OutputStream out, long size) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        while (copied < size) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, size - copied));
            if (n < 0) {
                break;
            }
            out.write(buffer, 0, n);
            copied += n;
        }
        return copied;
    }

    private static TarArchiveEntry entry(String name, Path path, BasicFileAttributes is) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(PERMISSIONS & (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS));
        entry.setModTime(is.lastModifiedTime().toMillis());
        return entry;
    }

    /** A path as it stands in an archive. */
    static String name(Path root, Path path) {
        String name = root.relativize(path).toString();
        if (name.chars().anyMatch(Character::isISOControl) || name.indexOf('\\') >= 0) {
            throw refused("a name with a control character or backslash: " + name.replaceAll("\\p{Cntrl}", "?"));
        }
        return name;
    }

    private static Wms2Exception refused(String why) {
        return new Wms2Exception(ErrorCode.CONFLICT, "not archived: " + why + "; look at it, then try again");
    }
}
