package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a submission leaves in a submit directory: condor_submit_dag writes {@code workflow.dag.condor.sub}, the schedd
 * {@code workflow.dag.dagman.log}, DAGMan the rest (contracts/htcondor.md 2). WMS2 writes no such name itself.
 */
public final class SubmissionTraces {
    private static final String DAG = DagText.WORKFLOW_DAG;
    /** Written before DAGMan starts: by condor_submit_dag, and by the schedd as it takes the job in. */
    private static final List<String> BEFORE_START = List.of(DAG + ".condor.sub", DAG + ".dagman.log");

    private SubmissionTraces() {}

    /** Any trace of a submission, in doubt of one too. */
    public static Optional<Path> find(Path directory) throws IOException {
        return find(directory, DAG + ".*").findFirst();
    }

    /** A trace that only a DAGMan that has started can have left. */
    public static Optional<Path> findOfRun(Path directory) throws IOException {
        return find(directory, DAG + ".*")
                .filter(p -> BEFORE_START.stream().noneMatch(p::endsWith))
                .findFirst();
    }

    /** The rescue file from which DAGMan would go on: the one with the highest number. */
    public static Optional<Path> newestRescue(Path directory) throws IOException {
        return find(directory, DAG + ".rescue[0-9][0-9][0-9]").reduce((lower, higher) -> higher);
    }

    /** The number of a rescue file. */
    static int rescueNumber(Path rescue) {
        String name = rescue.toString();
        return Integer.parseInt(name.substring(name.length() - 3));
    }

    /** The lock of a DAGMan that is alive, or that died without a last word. */
    public static Optional<Path> findLock(Path directory) throws IOException {
        return find(directory, DAG + ".lock").findFirst();
    }

    /**
     * Whether the DAGMan of an attempt has run here: condor_submit_dag has written its submit file for it, and DAGMan has
     * added to its log since. A submission that never started does not.
     */
    public static boolean hasRun(Path directory, int attempt) throws IOException {
        Path submitted = directory.resolve(DAG + ".condor.sub");
        Path log = directory.resolve(DAG + ".dagman.out");
        return Files.exists(submitted)
                && Files.exists(log)
                && Files.getLastModifiedTime(log).compareTo(Files.getLastModifiedTime(submitted)) > 0
                && Files.readString(submitted)
                        .lines()
                        .anyMatch(l -> l.matches("\\+WMS2_Attempt\\s*=\\s*" + attempt + "\\s*"));
    }

    /**
     * Deletes what a submission that came to nothing has left: it would forbid the next one. Only when there is no job
     * and none has ever started.
     */
    public static void clear(Path directory) throws IOException {
        for (String name : BEFORE_START) {
            Files.deleteIfExists(directory.resolve(name));
        }
    }

    private static Stream<Path> find(Path directory, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> traces = Files.newDirectoryStream(directory, glob)) {
                traces.forEach(found::add);
            }
        }
        return found.stream().sorted();
    }
}
