package org.wms2.condor.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JOBSTATE_LOG, one line per event: {@code epoch node EVENT 22.0 - - seq}, or {@code epoch INTERNAL *** text ***}
 * (HTCondor manual, "A Machine-Readable Event History"). Append-only; a last line without its end is not read yet.
 */
public final class JobstateLog {
    private JobstateLog() {}

    /**
     * One event.
     *
     * @param node name of the node, {@code INTERNAL} for DAGMan's own
     * @param event such as {@code SUBMIT}, or the text between the stars for DAGMan's own
     * @param detail job id or exit status; {@code -} if none
     */
    public record Event(Instant at, String node, String event, String detail) {
        /** Whether it is DAGMan's own. */
        public boolean isInternal() {
            return node.equals("INTERNAL");
        }
    }

    /**
     * All whole lines of a text.
     *
     * @throws UnreadableException if a line is something else
     */
    public static List<Event> parse(String what, String text) {
        List<Event> events = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            String line = text.substring(start, end);
            events.add(
                    line(line).orElseThrow(() -> new UnreadableException(what, "epoch node EVENT detail - - n", line)));
            start = end + 1;
        }
        return events;
    }

    private static Optional<Event> line(String line) {
        String[] words = line.split(" ", 4);
        if (words.length != 4 || !words[0].matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(words[0]));
        if (words[1].equals("INTERNAL")) {
            String said = line.substring(line.indexOf("INTERNAL") + "INTERNAL".length())
                    .replace("***", "")
                    .strip();
            return Optional.of(new Event(at, words[1], said, "-"));
        }
        return Optional.of(new Event(at, words[1], words[2], words[3].split(" ", 2)[0]));
    }
}
