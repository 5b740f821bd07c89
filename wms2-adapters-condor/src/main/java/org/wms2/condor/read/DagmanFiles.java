package org.wms2.condor.read;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagMetrics;
import org.wms2.ports.htcondor.DagProgress;

/** What DAGMan has left in the directory of an outer DAG. */
public final class DagmanFiles {
    private static final long MAX_STATUS = 256L << 20;
    private static final long MAX_METRICS = 1L << 20;
    private static final int TAIL_BYTES = 8192;
    private static final int TAIL_LINES = 20;

    private DagmanFiles() {}

    /**
     * Status file and metrics as one answer, without the log. Nodes that were in flight when DAGMan was removed are not
     * failed.
     */
    public static DagProgress progress(Path directory, String dag) {
        TreeSet<Integer> started = new TreeSet<>();
        TreeSet<Integer> done = new TreeSet<>();
        TreeMap<Integer, String> failed = new TreeMap<>();
        Optional<NodeStatusFile> status = status(directory, dag);
        status.ifPresent(s -> sort(s, started, done, failed));
        DagMetrics metrics = isOfEarlierAttempt(directory, dag)
                ? null
                : metrics(directory, dag).map(MetricsFile::metrics).orElse(null);
        boolean halted = HaltFiles.found(directory, dag, failed);
        return new DagProgress(started, done, failed, StruckSites.of(directory, status), halted, metrics);
    }

    /** DAGMan's last word; empty if there is none, or it is being written just now. */
    public static Optional<MetricsFile> metrics(Path directory, String dag) {
        Path file = directory.resolve(dag + ".metrics");
        return Texts.read(file, MAX_METRICS)
                .filter(text -> !text.isBlank())
                .map(text -> MetricsFile.parse(file.toString(), text));
    }

    /**
     * Whether DAGMan's last word is older than attempt.dag, which is written when a directory is prepared for another
     * attempt. The cluster that it names does not always tell: each schedd counts its own.
     */
    static boolean isOfEarlierAttempt(Path directory, String dag) {
        return FileStamp.isOlder(directory.resolve(dag + ".metrics"), directory.resolve("attempt.dag"));
    }

    /** A node status file, if DAGMan has written one. */
    public static Optional<NodeStatusFile> status(Path directory, String dag) {
        Path file = directory.resolve(dag + ".status");
        return Texts.read(file, MAX_STATUS).map(text -> NodeStatusFile.parse(file.toString(), text));
    }

    /** Sorts the work units of a status file by what became of them. */
    static void sort(NodeStatusFile status, Set<Integer> started, Set<Integer> done, Map<Integer, String> failed) {
        if (SplicedUnits.has(status)) {
            SplicedUnits.sort(status, started, done, failed);
        } else {
            status.nodes().forEach(node -> sort(node, started, done, failed));
        }
    }

    private static void sort(
            NodeStatusFile.Node node, Set<Integer> started, Set<Integer> done, Map<Integer, String> failed) {
        int ordinal = Groups.ordinal(node.name())
                .orElseThrow(() -> new UnreadableException("node status file", "nodes mg_<six digits>", node.name()));
        switch (node.status()) {
            case NOT_READY, READY, PRERUN, FUTILE -> {}
            case SUBMITTED, POSTRUN -> started.add(ordinal);
            case DONE -> {
                started.add(ordinal);
                done.add(ordinal);
            }
            case ERROR -> {
                started.add(ordinal);
                if (!node.wasInterrupted()) {
                    failed.put(ordinal, node.details());
                }
            }
        }
    }

    /**
     * The last lines of {@code <dag>.dagman.out}, a free text for people; of a DAGMan that could not open it, what it said
     * instead. Empty if there is none.
     */
    public static String lastWords(Path directory, String dag) {
        String own = tail(directory.resolve(dag + ".dagman.out"));
        return own.isEmpty() ? tail(directory.resolve(dag + ".lib.err")) : own;
    }

    private static String tail(Path file) {
        if (!Files.isReadable(file)) {
            return "";
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - TAIL_BYTES);
            byte[] tail = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8);
            if (from > 0) {
                text = text.substring(text.indexOf('\n') + 1);
            }
            String[] lines = text.stripTrailing().split("\n", -1);
            int skip = Math.max(0, lines.length - TAIL_LINES);
            return String.join("\n", java.util.Arrays.asList(lines).subList(skip, lines.length));
        } catch (IOException e) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "cannot read " + file + ": " + e, e);
        }
    }
}
