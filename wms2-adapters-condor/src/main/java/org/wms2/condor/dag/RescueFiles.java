package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    private static final String NODE = "SUBDAG EXTERNAL ";
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
        Set<String> nodes = nodes(directory);
        Optional<String> wrong = wrongWord(ended, metrics.get(), number, name)
                .or(() -> wrongContent(metrics.get(), rescue.get(), name))
                .or(() -> wrongNodes(nodes, rescue.get(), name));
        return wrong.map(RescueCheck::unusable)
                .orElseGet(() ->
                        new RescueCheck(true, number, ordinals(rescue.get().done()), ""));
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

    private static Optional<String> wrongContent(MetricsFile metrics, RescueFile rescue, String name) {
        if (rescue.createdAt().isBefore(metrics.startedAt())) {
            return Optional.of(
                    name + " is of " + rescue.createdAt() + ", before this attempt began at " + metrics.startedAt());
        }
        return rescue.done().size() == metrics.nodesSucceeded()
                ? Optional.empty()
                : Optional.of(name + " has " + rescue.done().size() + " work units as done, " + DAG + ".metrics "
                        + metrics.nodesSucceeded());
    }

    private static Optional<String> wrongNodes(Set<String> nodes, RescueFile rescue, String name) {
        if (rescue.total() != nodes.size()) {
            return Optional.of(
                    name + " is of a DAG with " + rescue.total() + " work units, " + DAG + " has " + nodes.size());
        }
        return Stream.concat(rescue.done().stream(), rescue.failed().stream())
                .filter(Predicate.not(nodes::contains))
                .sorted()
                .findFirst()
                .map(strange -> name + " names " + strange + ", which is no work unit of " + DAG);
    }

    private static Set<String> nodes(Path directory) throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve(DAG), StandardCharsets.UTF_8)) {
            return lines.filter(l -> l.startsWith(NODE))
                    .map(l -> l.substring(NODE.length()).split(" ", 2)[0])
                    .collect(Collectors.toSet());
        }
    }

    private static SortedSet<Integer> ordinals(Set<String> names) {
        return names.stream()
                .map(n -> Integer.parseInt(n.substring(n.indexOf('_') + 1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
