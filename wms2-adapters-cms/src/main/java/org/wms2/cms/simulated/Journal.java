package org.wms2.cms.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.cms.http.JsonRows;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * Events on disk, one JSON line each, on the platter before the call returns. A last line that was torn by a crash is
 * cut off at the next start. One process at a time, held by a file lock. Not thread-safe.
 */
final class Journal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final Map<String, Class<? extends Event>> KINDS = kinds();

    private final @Nullable FileChannel channel;

    private Journal(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** A journal that remembers nothing. */
    static Journal none() {
        return new Journal(null);
    }

    /** Opens a file, replays what it holds, and goes on at its end. */
    static Journal open(Path file, Consumer<Event> replay) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new Wms2Exception(
                        ErrorCode.CONFLICT,
                        file + " is in use by another simulated CMS; stop it, or take another home");
            }
            long good = replay(file, replay);
            if (good < channel.size()) {
                LOG.warn("{}: the last line is torn, {} bytes cut off", file, channel.size() - good);
                channel.truncate(good);
            }
            channel.position(good);
            return new Journal(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be opened", e);
        }
    }

    /** Writes events down. */
    void append(Iterable<Event> events) {
        FileChannel to = channel;
        if (to == null) {
            return;
        }
        try {
            for (Event event : events) {
                ObjectNode line = JsonRows.MAPPER.createObjectNode();
                line.put("event", event.getClass().getSimpleName());
                line.set("data", JsonRows.MAPPER.valueToTree(event));
                ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
            }
            to.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written", e);
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The length of all whole lines. */
    private static long replay(Path file, Consumer<Event> replay) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int from = 0;
        int number = 0;
        while (from < bytes.length) {
            int end = from;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end == bytes.length) {
                return from;
            }
            number++;
            Event event;
            try {
                event = event(new String(bytes, from, end - from, StandardCharsets.UTF_8));
            } catch (JsonProcessingException e) {
                if (end == bytes.length - 1) {
                    return from;
                }
                throw new IOException("line " + number + " of " + file + " is no event: " + e.getOriginalMessage(), e);
            }
            replay.accept(event);
            from = end + 1;
        }
        return from;
    }

    private static Event event(String line) throws JsonProcessingException {
        JsonNode node = JsonRows.MAPPER.readTree(line);
        Class<? extends Event> kind = KINDS.get(node.path("event").asText(""));
        if (kind == null) {
            throw new com.fasterxml.jackson.core.JsonParseException(null, "an event of no kind we know");
        }
        return JsonRows.MAPPER.treeToValue(node.path("data"), kind);
    }

    private static Map<String, Class<? extends Event>> kinds() {
        TreeMap<String, Class<? extends Event>> kinds = new TreeMap<>();
        for (Class<?> kind : Event.class.getPermittedSubclasses()) {
            kinds.put(kind.getSimpleName(), kind.asSubclass(Event.class));
        }
        return kinds;
    }
}
