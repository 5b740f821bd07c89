package org.wms2.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Asks the pool by its own tools, past our adapter. */
record TestedPool(TestHome home) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** An outer DAGMan job, by its last known ad. */
    record DagMan(long cluster, int jobStatus, int starts, int exitCode) {
        static final int RUNNING = 2;
        static final int REMOVED = 3;
        static final int COMPLETED = 4;

        boolean everStarted() {
            return starts > 0;
        }
    }

    /** The outer DAGMans of a DAG in queue and history, each once, by cluster. */
    List<DagMan> dagMans(String dagId) {
        SequencedMap<Long, DagMan> byCluster = new TreeMap<>();
        // The queue first: a job is in the history before it has left the queue.
        for (String tool : List.of("condor_q", "condor_history")) {
            for (DagMan dagMan : ask(tool, dagId)) {
                byCluster.put(dagMan.cluster(), dagMan);
            }
        }
        return List.copyOf(byCluster.values());
    }

    /** Jobs and DAGMans with a DAG's tag that are in the queue and not at their end. */
    int inTheQueue(String dagId) {
        return count("WMS2_DagId == \"" + dagId + "\" && JobStatus != 3 && JobStatus != 4");
    }

    private int count(String constraint) {
        String said = run("condor_q", "-json", "-constraint", constraint, "-attributes", "ClusterId,ProcId");
        try {
            return MAPPER.readTree(said.isBlank() ? "[]" : said).size();
        } catch (IOException e) {
            throw new UncheckedIOException("condor_q said " + said, e);
        }
    }

    /** DAGMans of a DAG that have ended and are still in the queue. */
    int kept(String dagId) {
        String constraint = "JobUniverse == 7 && WMS2_DagId == \"" + dagId + "\" && (JobStatus == 3 || JobStatus == 4)";
        return count(constraint);
    }

    /** condor_rm by a person: nobody of WMS2 is asked. */
    void removeByHand(long cluster) {
        run("condor_rm", String.valueOf(cluster));
    }

    /** What time does in the end: the kept ad of an ended DAGMan leaves the queue, and the history is rotated away. */
    void forget(long cluster) {
        run("condor_rm", String.valueOf(cluster));
        run("condor_rm", "-forcex", String.valueOf(cluster));
        try {
            // Emptied, not deleted: the schedd goes on writing into the file that it has open.
            Files.write(home.home().resolve("pool/spool/history"), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<DagMan> ask(String tool, String dagId) {
        String constraint = "JobUniverse == 7 && DAGManJobId =?= undefined && WMS2_DagId == \"" + dagId + "\"";
        String said = run(
                tool, "-json", "-constraint", constraint, "-attributes", "ClusterId,JobStatus,NumJobStarts,ExitCode");
        List<DagMan> found = new ArrayList<>();
        try {
            for (JsonNode ad : MAPPER.readTree(said.isBlank() ? "[]" : said)) {
                found.add(new DagMan(
                        ad.path("ClusterId").asLong(),
                        ad.path("JobStatus").asInt(),
                        ad.path("NumJobStarts").asInt(),
                        ad.path("ExitCode").asInt(-1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(tool + " said " + said, e);
        }
        return found;
    }

    private String run(String... line) {
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.command().set(0, home.condor().resolve("bin").resolve(line[0]).toString());
        Map<String, String> environment = builder.environment();
        environment.put("CONDOR_CONFIG", home.poolConfiguration().toString());
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new AssertionError(line[0] + " ended with " + exit + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
