package org.wms2.condor.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory of an outer DAG whose DAGMan is pretended: it writes the lines that DAGMan 23.9.6 writes for such nodes.
 * The nodes are work units, with PRE and POST scripts, or the jobs of work units that are spliced in.
 */
final class PretendedDag {
    static final String DAG = "workflow.dag";
    static final String LOG = "workflow.jobstate.log";

    private static final int JOBS_OF_A_UNIT = 500;

    private final Path directory;
    private final boolean spliced;
    private final int nodes;
    private int next;

    PretendedDag(Path directory, boolean spliced, int nodes) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.spliced = spliced;
        this.nodes = nodes;
        append("1795611024 INTERNAL *** DAGMAN_STARTED 1.0 ***\n");
    }

    Path directory() {
        return directory;
    }

    /** Bytes of the log. */
    long logSize() throws IOException {
        return Files.size(directory.resolve(LOG));
    }

    /** The next nodes are submitted, run and succeed, as far as there are any. */
    void finish(int count) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count && next < nodes; i++) {
            node(lines, next++);
        }
        append(lines);
    }

    /** The next work unit fails and is to be tried again: only the status file says that. */
    void fail() throws IOException {
        String head = "1795611040 " + name(next);
        append(head + " SUBMIT " + next + ".0 - - 1\n" + head + " JOB_FAILURE 1 - - 1\n" + head
                + " POST_SCRIPT_FAILURE " + next + ".0 - - 1\n");
    }

    /** The next work unit is tried again. */
    void retry() throws IOException {
        append("1795611041 " + name(next) + " PRE_SCRIPT_STARTED - - - 1\n");
    }

    private void node(StringBuilder lines, int number) {
        String head = (1795611024L + number) + " " + name(number) + " ";
        String job = " " + (1000 + number) + ".0 - - " + (number + 1) + "\n";
        if (!spliced) {
            lines.append(head).append("PRE_SCRIPT_STARTED - - - 1\n");
            lines.append(head).append("PRE_SCRIPT_SUCCESS - - - 1\n");
        }
        lines.append(head).append("SUBMIT").append(job);
        lines.append(head).append("EXECUTE").append(job);
        lines.append(head).append("JOB_TERMINATED").append(job);
        lines.append(head).append("JOB_SUCCESS 0 - - 1\n");
        if (!spliced) {
            lines.append(head).append("POST_SCRIPT_STARTED").append(job);
            lines.append(head).append("POST_SCRIPT_TERMINATED").append(job);
            lines.append(head).append("POST_SCRIPT_SUCCESS").append(job);
        }
    }

    private String name(int number) {
        if (!spliced) {
            return "mg_%06d".formatted(number);
        }
        int job = number % JOBS_OF_A_UNIT;
        return job == JOBS_OF_A_UNIT - 1
                ? "mg_%06d+cleanup".formatted(number / JOBS_OF_A_UNIT)
                : "mg_%06d+proc_%06d".formatted(number / JOBS_OF_A_UNIT, job);
    }

    /** Writes the node status file anew, with all nodes. */
    void writeStatus(long at) throws IOException {
        Path fresh = directory.resolve(DAG + ".status.tmp");
        try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
            out.write("""
                    [
                      Type = "DagStatus";
                      DagFiles = {
                        "workflow.dag"
                      };
                      Timestamp = %d; /* "then" */
                      DagStatus = 3; /* "STATUS_SUBMITTED ()" */
                      NodesTotal = %d;
                      NodesDone = %d;
                    ]
                    """.formatted(at, nodes, next));
            for (int i = 0; i < nodes; i++) {
                status(out, i);
            }
            out.write("""
                    [
                      Type = "StatusEnd";
                      EndTime = %d; /* "then" */
                      NextUpdate = %d; /* "soon" */
                    ]
                    """.formatted(at, at + 30));
        }
        Files.move(fresh, directory.resolve(DAG + ".status"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void status(Writer out, int number) throws IOException {
        out.write("[\n  Type = \"NodeStatus\";\n  Node = \"" + name(number) + "\";\n  NodeStatus = "
                + (number < next ? "5; /* \"STATUS_DONE\" */" : "1; /* \"STATUS_READY\" */")
                + "\n  StatusDetails = \"\";\n  RetryCount = 0;\n  JobProcsQueued = 0;\n  JobProcsHeld = 0;\n]\n");
    }

    private void append(CharSequence lines) throws IOException {
        Files.writeString(directory.resolve(LOG), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
