package org.wms2.condor.read;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rescue file of DAGMan in its partial format (contracts/htcondor.md 2): comments that count, then {@code DONE node}
 * and {@code RETRY ...} lines. It is written in place, so that a cut-off one is possible: the counts tell.
 *
 * @param createdAt whole seconds
 * @param total nodes of the DAG
 * @param done names of the nodes that it skips
 * @param failed names of the nodes that failed; those in flight when DAGMan was removed are none
 */
public record RescueFile(Instant createdAt, int total, Set<String> done, Set<String> failed) {
    private static final long MAX_BYTES = 64L << 20;
    private static final DateTimeFormatter CREATED = DateTimeFormatter.ofPattern("MM/dd/uuuu HH:mm:ss");
    private static final String END = "<ENDLIST>";

    public RescueFile {
        done = Set.copyOf(done);
        failed = Set.copyOf(failed);
    }

    /**
     * Reads a rescue file, if there is one.
     *
     * @throws UnreadableException if it is cut off, contradicts itself or is no partial rescue file
     */
    public static Optional<RescueFile> read(Path file) {
        return Texts.read(file, MAX_BYTES).map(text -> parse(file.toString(), text));
    }

    static RescueFile parse(String what, String text) {
        if (!text.endsWith("\n")) {
            throw new UnreadableException(what, "a last line with its end", tail(text));
        }
        String created = value(what, text, "# Created ");
        int total = count(what, text, "# Total number of Nodes: ");
        int premarked = count(what, text, "# Nodes premarked DONE: ");
        int failing = count(what, text, "# Nodes that failed: ");
        if (!value(what, text, "# Rescue DAG version: ").endsWith("(partial)")) {
            throw new UnreadableException(what, "the partial format", value(what, text, "# Rescue DAG version: "));
        }
        Set<String> failed = failed(what, text);
        Set<String> done = new TreeSet<>();
        text.lines().filter(l -> l.startsWith("DONE ")).forEach(l -> done.add(l.substring(5)));
        if (done.size() != premarked) {
            throw new UnreadableException(what, premarked + " DONE lines as its head says", done.size() + " of them");
        }
        if (failed.size() != failing) {
            throw new UnreadableException(what, failing + " failed nodes as its head says", failed.size() + " of them");
        }
        return new RescueFile(instant(what, created), total, done, failed);
    }

    /** The names between the line that counts them and {@code <ENDLIST>}. */
    private static Set<String> failed(String what, String text) {
        int start = text.indexOf('\n', text.indexOf("\n# Nodes that failed: ") + 1);
        int end = text.indexOf(END, start);
        if (end < 0) {
            throw new UnreadableException(what, "the list of failed nodes to end with " + END, tail(text));
        }
        Set<String> failed = new TreeSet<>();
        for (String name : text.substring(start, end).replaceAll("[#\\s]", "").split(",", -1)) {
            if (!name.isEmpty()) {
                failed.add(name);
            }
        }
        return failed;
    }

    private static String value(String what, String text, String prefix) {
        return text.lines()
                .filter(l -> l.startsWith(prefix))
                .map(l -> l.substring(prefix.length()).strip())
                .findFirst()
                .orElseThrow(() -> new UnreadableException(what, "a line '" + prefix.strip() + "'", tail(text)));
    }

    private static int count(String what, String text, String prefix) {
        String value = value(what, text, prefix);
        if (!value.matches("[0-9]{1,9}")) {
            throw new UnreadableException(what, prefix + "a count", value);
        }
        return Integer.parseInt(value);
    }

    private static Instant instant(String what, String created) {
        String time = created.endsWith(" UTC") ? created.substring(0, created.length() - 4) : "";
        try {
            return LocalDateTime.parse(time, CREATED).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new UnreadableException(what, "Created month/day/year time UTC", created);
        }
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 60));
    }
}
