package org.wms2.condor.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.htcondor.Harmless;
import org.wms2.ports.htcondor.LogTail;

/**
 * The ends of files below one directory. Only regular files that really lie below it: a link that leads out of it, whoever
 * made it, is as if it were not there. Of a file of any size at most {@link #MAX_BYTES} are read.
 */
final class Tails {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_LINE = 4_000;

    private final Path root;

    /** @throws IOException if there is no such directory */
    Tails(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /** The last lines of a file; empty if there is none that may be read. */
    Optional<LogTail> of(String name, int lines) throws IOException {
        Path file = root.resolve(name).normalize();
        try {
            if (!file.startsWith(root)
                    || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !file.toRealPath().startsWith(root)) {
                return Optional.empty();
            }
            try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(tail(name, in, lines));
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static LogTail tail(String name, FileChannel in, int lines) throws IOException {
        long size = in.size();
        long from = Math.max(0, size - MAX_BYTES);
        ByteBuffer bytes = ByteBuffer.allocate((int) (size - from));
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
            read = in.read(bytes, from + bytes.position());
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        int start = start(text, lines);
        if (start == 0 && from > 0) {
            start = text.indexOf('\n') + 1; // the first line is cut
        }
        String shown = text.substring(start);
        List<String> last = new ArrayList<>();
        for (int at = 0; at < shown.length(); ) {
            int end = shown.indexOf('\n', at);
            int next = end < 0 ? shown.length() : end;
            last.add(cut(shown.substring(at, next > at && shown.charAt(next - 1) == '\r' ? next - 1 : next)));
            at = next + 1;
        }
        return new LogTail(name, size, last, from == 0 && start == 0);
    }

    /** Where the last so many lines begin. */
    private static int start(String text, int lines) {
        int at = text.endsWith("\n") ? text.length() - 1 : text.length();
        for (int i = 0; i < lines && at >= 0; i++) {
            at = text.lastIndexOf('\n', at - 1);
        }
        return at + 1;
    }

    private static String cut(String line) {
        String shown = line.length() <= MAX_LINE
                ? line
                : line.substring(0, MAX_LINE) + "... (" + (line.length() - MAX_LINE) + " more characters)";
        return Harmless.line(shown);
    }
}
