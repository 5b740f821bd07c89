package org.wms2.condor.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The newest event of each node in a JOBSTATE_LOG ({@link JobstateLog}), which DAGMan writes as things happen, while the
 * status file is up to its interval old. Lines that are none, such as a last one that is being written, are passed over:
 * this is for people.
 */
final class NodeEvents {
    /** What is before is not read: some million events. */
    private static final long MAX_BYTES = 256L << 20;

    private static final Pattern JOB = Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}");
    private static final Pattern STARTED = Pattern.compile("\\*{3} DAGMAN_STARTED ([0-9.]+) \\*{3}");

    private final Map<String, Last> nodes = new HashMap<>();
    private String dagman = "";
    private int run;
    private Instant runBegan = Instant.MIN;
    private boolean ended;

    /** The newest of a node. */
    static final class Last {
        private int run;
        private String job = "";
        private String event = "";
        private String detail = "";
        private Instant at = Instant.MIN;
        private int starts;

        /** Such as {@code 22.0}; empty if it had none in this run. */
        String job() {
            return job;
        }

        String event() {
            return event;
        }

        /** Exit status of a job that ended, as text. */
        String detail() {
            return detail;
        }

        Instant at() {
            return at;
        }

        /** Submissions in this run. */
        int starts() {
            return starts;
        }
    }

    private NodeEvents() {}

    /** Reads the events of some nodes; none if there is no such file. */
    static NodeEvents read(Path file, Predicate<String> wanted) throws IOException {
        NodeEvents events = new NodeEvents();
        try (InputStream bytes = Files.newInputStream(file)) {
            long before = Files.size(file) - MAX_BYTES;
            if (before > 0) {
                bytes.skipNBytes(before);
            }
            BufferedReader in = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                events.line(line.split(" ", 5), line, wanted);
            }
        } catch (NoSuchFileException e) {
            return events;
        }
        return events;
    }

    /** When the newest DAGMan began; a restart of the same one, which recovers, is no beginning. */
    Instant runBegan() {
        return runBegan;
    }

    /** Whether the newest DAGMan has ended by itself: what it has not run it never will. */
    boolean hasEnded() {
        return ended;
    }

    /** The newest event of a node. */
    Optional<Last> of(String node) {
        return Optional.ofNullable(nodes.get(node));
    }

    /** The same, if it is of the newest DAGMan. */
    Optional<Last> ofThisRun(String node) {
        return of(node).filter(last -> last.run == run);
    }

    private void line(String[] words, String line, Predicate<String> wanted) {
        if (words.length < 4 || words[0].isEmpty() || words[0].length() > 12 || !isNumber(words[0])) {
            return;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(words[0]));
        if (words[1].equals("INTERNAL")) {
            Matcher started = STARTED.matcher(line);
            ended = line.contains("*** DAGMAN_FINISHED ");
            if (started.find() && !started.group(1).equals(dagman)) {
                dagman = started.group(1);
                run++;
                runBegan = at;
            }
        } else if (wanted.test(words[1])) {
            node(words, at);
        }
    }

    private void node(String[] words, Instant at) {
        Last last = nodes.computeIfAbsent(words[1], n -> new Last());
        if (last.run != run) {
            last.run = run;
            last.starts = 0;
            last.job = "";
        }
        last.at = at;
        last.event = words[2];
        last.detail = words[3];
        if (JOB.matcher(words[3]).matches()) {
            last.job = words[3];
        }
        if (words[2].equals("SUBMIT")) {
            last.starts++;
        }
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
