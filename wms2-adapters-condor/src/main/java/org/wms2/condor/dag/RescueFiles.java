package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wms2.condor.read.DagmanFiles;
import org.wms2.condor.read.MetricsFile;
import org.wms2.condor.read.RescueFile;
import org.wms2.condor.read.UnreadableException;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.htcondor.RescueCheck;

/**
 * Whether DAGMan can go on from the newest rescue file of an ended outer DAG. A DAGMan that started from rescue n (0:
 * none) writes rescue n + 1, and says in its metrics which n that was: so a file with another number is not its last
 * word, nor is one that a second DAGMan in the same directory wrote (contracts/htcondor.md 3, "duplicate DAGMan").
 */
final class RescueFiles {
    private static final String DAG = DagText.WORKFLOW_DAG;
    /** DAG_Status: a DAGMan that lost track of its jobs, as duplicates do; a cycle in the DAG. */
    private static final int LOST_TRACK = 1;

    private static final int CYCLE = 5;

    private RescueFiles() {}

    static RescueCheck check(Dag ended) throws IOException {
        Path directory = Path.of(ended.directory());
        if (!Files.isRegularFile(directory.resolve(DAG))) {
            return RescueCheck.unusable("there is no " + DAG + " in " + directory);
        }
        if (Files.exists(directory.resolve(DAG + ".lock"))) {
            return RescueCheck.unusable(
                    DAG + ".lock is still there: its DAGMan was killed or removed while it was held,"
                            + " and has written no last word");
        }
        try {
            return check(ended, directory);
        } catch (UnreadableException e) {
            return RescueCheck.unusable(String.valueOf(e.getMessage()));
        }
    }

    private static RescueCheck check(Dag ended, Path directory) throws IOException {
        Optional<MetricsFile> metrics = DagmanFiles.metrics(directory, DAG);
        if (metrics.isEmpty()) {
            return RescueCheck.unusable("there is no " + DAG + ".metrics: DAGMan has left no last word");
        }
        Optional<Path> newest = SubmissionTraces.newestRescue(directory);
        if (newest.isEmpty()) {
            return RescueCheck.unusable("there is no rescue file");
        }
        Optional<RescueFile> rescue = RescueFile.read(newest.get());
        if (rescue.isEmpty()) {
            return RescueCheck.unusable(newest.get().getFileName() + " is gone again");
        }
        int number = SubmissionTraces.rescueNumber(newest.get());
        String name = String.valueOf(newest.get().getFileName());
        PlannedNodes nodes = PlannedNodes.read(directory);
        Optional<String> wrong = wrongWord(ended, metrics.get(), number, name)
                .or(() -> wrongContent(nodes, metrics.get(), rescue.get(), name))
                .or(() -> wrongNodes(nodes, rescue.get(), name));
        return wrong.map(RescueCheck::unusable)
                .orElseGet(() -> new RescueCheck(
                        true, number, nodes.complete(rescue.get().done()), ""));
    }

    /** Whose last word it is. */
    private static Optional<String> wrongWord(Dag ended, MetricsFile metrics, int number, String name) {
        if (ended.cluster() == null || !metrics.metrics().cluster().hasNumberOf(ended.cluster())) {
            return Optional.of(DAG + ".metrics is the last word of cluster "
                    + metrics.metrics().cluster() + ", not of " + ended.cluster());
        }
        int status = metrics.metrics().dagStatus();
        if (status == LOST_TRACK || status == CYCLE) {
            return Optional.of("DAGMan ended with DAG_Status " + status
                    + ": it lost track of its jobs or could not use its DAG; " + name + " proves nothing");
        }
        int from = metrics.metrics().rescueNumber();
        return number == from + 1
                ? Optional.empty()
                : Optional.of("the newest rescue file is " + name + ", but its DAGMan started from rescue " + from
                        + " and would have written rescue " + (from + 1));
    }

    private static Optional<String> wrongContent(
            PlannedNodes nodes, MetricsFile metrics, RescueFile rescue, String name) {
        if (rescue.createdAt().isBefore(metrics.startedAt())) {
            return Optional.of(
                    name + " is of " + rescue.createdAt() + ", before this attempt began at " + metrics.startedAt());
        }
        return rescue.done().size() == metrics.nodesSucceeded()
                ? Optional.empty()
                : Optional.of(name + " has " + rescue.done().size() + " " + nodes.what() + "s as done, " + DAG
                        + ".metrics " + metrics.nodesSucceeded());
    }

    private static Optional<String> wrongNodes(PlannedNodes nodes, RescueFile rescue, String name) {
        if (rescue.total() != nodes.total()) {
            return Optional.of(name + " is of a DAG with " + rescue.total() + " " + nodes.what() + "s, " + DAG + " has "
                    + nodes.total());
        }
        return Stream.concat(rescue.done().stream(), rescue.failed().stream())
                .filter(Predicate.not(nodes::has))
                .sorted()
                .findFirst()
                .map(strange -> name + " names " + strange + ", which is no " + nodes.what() + " of " + DAG);
    }
}
