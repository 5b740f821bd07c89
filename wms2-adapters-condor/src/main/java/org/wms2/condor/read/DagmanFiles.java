package org.wms2.condor.read;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagProgress;

/** What DAGMan has left in the directory of an outer DAG. */
public final class DagmanFiles {
    private static final long MAX_STATUS = 64L << 20;
    private static final long MAX_METRICS = 1L << 20;
    private static final int TAIL_BYTES = 8192;
    private static final int TAIL_LINES = 20;

    private DagmanFiles() {}

    /**
     * Status file and metrics as one answer, without the log. Nodes that were in flight when DAGMan was removed are not
     * failed.
     */
    public static DagProgress progress(Path directory, String dag) {
        GroupStates states = new GroupStates();
        Optional<NodeStatusFile> status = status(directory, dag);
        status.ifPresent(states::learn);
        return states.progress(
                directory,
                dag,
                StruckSites.of(directory, status),
                metrics(directory, dag).map(MetricsFile::metrics).orElse(null));
    }

    /** DAGMan's last word; empty if there is none, or it is being written just now. */
    public static Optional<MetricsFile> metrics(Path directory, String dag) {
        Path file = directory.resolve(dag + ".metrics");
        return Texts.read(file, MAX_METRICS)
                .filter(text -> !text.isBlank())
                .map(text -> MetricsFile.parse(file.toString(), text));
    }

    /** A node status file, if DAGMan has written one. */
    public static Optional<NodeStatusFile> status(Path directory, String dag) {
        Path file = directory.resolve(dag + ".status");
        return Texts.read(file, MAX_STATUS).map(text -> NodeStatusFile.parse(file.toString(), text));
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
