package org.wms2.condor.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * Reads what a growing file has got since the last time, line by line: one stat when it has not changed, the new bytes
 * when it has. A last line without its end is left for the next time. A file that was replaced, cut short or written
 * anew begins from the start. Not thread-safe.
 */
final class JobstateTail {
    private static final int CHUNK = 1 << 18;
    /** So many bytes before the offset are compared: a file that was written anew has others there. */
    private static final int MARK = 64;

    private final Path file;
    private final GroupStates states;
    private @Nullable BasicFileAttributes known;
    private long offset;
    private byte[] mark = {};
    private long bytesRead;

    JobstateTail(Path file, GroupStates states) {
        this.file = file;
        this.states = states;
    }

    /**
     * Reads on.
     *
     * @return whether the file is there
     */
    boolean advance() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            BasicFileAttributes before = known;
            if (before != null && isSame(before, now)) {
                return true;
            }
            if (before != null && (!Objects.equals(before.fileKey(), now.fileKey()) || now.size() < offset)) {
                restart();
            }
            known = null;
            read(now.size());
            known = now;
            return true;
        } catch (NoSuchFileException e) {
            if (known != null || offset > 0) {
                restart();
                known = null;
            }
            return false;
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "cannot read " + file + ": " + e + "; check the submit directory's owner", e);
        }
    }

    /** All bytes that were ever read, those of a part of a line twice. */
    long bytesRead() {
        return bytesRead;
    }

    private static boolean isSame(BasicFileAttributes a, BasicFileAttributes b) {
        return a.size() == b.size()
                && a.lastModifiedTime().equals(b.lastModifiedTime())
                && Objects.equals(a.fileKey(), b.fileKey());
    }

    private void restart() {
        states.clear();
        offset = 0;
        mark = new byte[0];
    }

    /** Up to the size that was seen: what comes later is seen by the next stat. */
    private void read(long size) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            if (mark.length > 0 && !isMarked(in)) {
                restart();
            }
            byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(0, size - offset))];
            for (int n = fill(in, chunk, size); n > 0; n = fill(in, chunk, size)) {
                int used = lines(chunk, n);
                if (used == 0 && n < CHUNK) {
                    return; // a line that is being written
                }
                if (used == 0) {
                    states.doubt();
                    used = n; // no line is as long as this
                }
                mark = Arrays.copyOfRange(chunk, Math.max(0, used - MARK), used);
                offset += used;
            }
        }
    }

    private int fill(FileChannel in, byte[] chunk, long size) throws IOException {
        return fully(in, ByteBuffer.wrap(chunk, 0, Math.clamp(size - offset, 0, chunk.length)), offset);
    }

    /** How many bytes there were, up to what the buffer takes. */
    private int fully(FileChannel in, ByteBuffer into, long from) throws IOException {
        while (into.hasRemaining() && in.read(into, from + into.position()) >= 0) {
            // a short read: there may be more
        }
        bytesRead += into.position();
        return into.position();
    }

    /** Hands on all whole lines, and says where they end. */
    private int lines(byte[] chunk, int length) {
        int start = 0;
        for (int at = 0; at < length; at++) {
            if (chunk[at] == '\n') {
                states.line(chunk, start, at);
                start = at + 1;
            }
        }
        return start;
    }

    private boolean isMarked(FileChannel in) throws IOException {
        byte[] there = new byte[mark.length];
        return fully(in, ByteBuffer.wrap(there), offset - mark.length) == there.length && Arrays.equals(there, mark);
    }
}
