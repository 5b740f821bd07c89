package org.wms2.condor.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A node status file read node by node, however long it is: a splice's has every node of the workflow. The file that is
 * open stays whole, as DAGMan renames a new one into its place. Not thread-safe.
 */
final class StatusReader implements AutoCloseable {
    private static final int DONE = 5;
    /** Of one ad; DAGMan's have some 200 characters. */
    private static final int MAX_AD = 1 << 20;

    private final String what;
    private final BufferedReader in;
    private final Instant writtenAt;
    private final boolean done;

    /**
     * One node.
     *
     * @param details DAGMan's words; empty if none
     * @param held processes of its job that are held
     */
    record Node(String name, NodeStatus status, String details, int retries, int held) {}

    private StatusReader(String what, BufferedReader in) throws IOException {
        this.what = what;
        this.in = in;
        Map<String, String> head =
                ad().orElseThrow(() -> new UnreadableException(what, "one DagStatus first", "an empty file"));
        if (!"DagStatus".equals(head.get("Type"))) {
            throw new UnreadableException(what, "one DagStatus first", head.toString());
        }
        writtenAt = Instant.ofEpochSecond(number(head, "Timestamp"));
        done = number(head, "DagStatus") == DONE;
    }

    /** Opens a file, if there is one. */
    static Optional<StatusReader> open(Path file) throws IOException {
        BufferedReader in;
        try {
            in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StatusReader(file.toString(), in));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Whole seconds. */
    Instant writtenAt() {
        return writtenAt;
    }

    /** Whether the whole DAG is done. */
    boolean isDone() {
        return done;
    }

    /** The next node; empty at the end. */
    Optional<Node> next() throws IOException {
        Map<String, String> ad = ad().orElse(Map.of());
        return "NodeStatus".equals(ad.get("Type")) ? Optional.of(node(ad)) : Optional.empty();
    }

    private Node node(Map<String, String> ad) {
        return new Node(
                text(ad, "Node"),
                NodeStatus.of(what, number(ad, "NodeStatus")),
                ad.getOrDefault("StatusDetails", ""),
                count(ad, "RetryCount"),
                count(ad, "JobProcsHeld"));
    }

    private Optional<Map<String, String>> ad() throws IOException {
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            text.append((char) c);
            if (text.length() > MAX_AD) {
                throw new UnreadableException(what, "ads of at most " + MAX_AD + " characters", text.substring(0, 80));
            }
            if (quoted && c == '\\') {
                int escaped = in.read();
                if (escaped >= 0) {
                    text.append((char) escaped);
                }
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ']' && !quoted) {
                return NewClassAds.parse(what, text.toString()).stream().findFirst();
            }
        }
        if (!text.toString().isBlank()) {
            throw new UnreadableException(what, "whole ads", text.toString());
        }
        return Optional.empty();
    }

    private int count(Map<String, String> ad, String name) {
        return ad.containsKey(name) ? (int) Math.clamp(number(ad, name), 0L, Integer.MAX_VALUE) : 0;
    }

    private long number(Map<String, String> ad, String name) {
        String value = text(ad, name);
        if (!value.matches("-?[0-9]{1,15}")) {
            throw new UnreadableException(what + ", " + name, "a whole number", value);
        }
        return Long.parseLong(value);
    }

    private String text(Map<String, String> ad, String name) {
        String value = ad.get(name);
        if (value == null) {
            throw new UnreadableException(what, "an ad with " + name, ad.toString());
        }
        return value;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(what, e);
        }
    }
}
