package org.wms2.condor.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What DAGMan 23.9.6 wrote for outer DAGs of six work units on a real pool: the whole JOBSTATE_LOG, and every node status
 * file that was seen, with the size that the log had then. Work unit 1 always fails, 2 fails once, 3 fails for good (42),
 * the PRE script of 4 fails; where there is a rescue, it mends 1 and 3.
 */
final class RecordedDags {
    static final List<String> NAMES = List.of(
            "failures-and-schedd-crash-then-rescue",
            "removed-then-rescue",
            "killed",
            "held-and-released",
            "halted",
            "without-scripts");

    /** A status file and the log beside it. */
    record Moment(String log, String status) {}

    private RecordedDags() {}

    static String log(String name) throws IOException {
        return text(name, "workflow.jobstate.log");
    }

    /** In the order in which they were. */
    static List<Moment> moments(String name) throws IOException {
        String log = log(name);
        List<Moment> moments = new ArrayList<>();
        String[] parts = text(name, "statuses").split("(?m)^=== ", -1);
        for (String part : List.of(parts).subList(1, parts.length)) {
            int end = part.indexOf('\n');
            int size = Integer.parseInt(part.substring(0, end));
            moments.add(new Moment(log.substring(0, size), part.substring(end + 1)));
        }
        return moments;
    }

    private static String text(String name, String file) throws IOException {
        try (InputStream in = RecordedDags.class.getResourceAsStream("recorded/" + name + "/" + file)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
