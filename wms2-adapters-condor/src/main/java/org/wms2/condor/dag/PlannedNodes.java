package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wms2.ports.plan.Layout;

/**
 * The nodes of the outer condor_dagman, as the files of a directory have them.
 *
 * @param layout by the lines of workflow.dag
 * @param ofUnit names by ordinal: the work unit's own, or those of all its jobs where it is spliced
 */
record PlannedNodes(Layout layout, SortedMap<Integer, Set<String>> ofUnit) {
    private static final String JOB = "JOB ";

    static PlannedNodes read(Path directory) throws IOException {
        Set<String> units = names(directory.resolve(DagText.WORKFLOW_DAG), DagText.nodeWords(Layout.SUBDAG));
        Layout layout = units.isEmpty() ? Layout.SPLICE : Layout.SUBDAG;
        SortedMap<Integer, Set<String>> ofUnit = new TreeMap<>();
        switch (layout) {
            case SUBDAG -> units.forEach(unit -> ofUnit.put(ordinal(unit), Set.of(unit)));
            case SPLICE -> {
                for (String unit : names(directory.resolve(DagText.WORKFLOW_DAG), DagText.nodeWords(layout))) {
                    Path group = directory.resolve(unit).resolve(DagText.GROUP_DAG);
                    ofUnit.put(
                            ordinal(unit),
                            names(group, JOB).stream()
                                    .map(job -> unit + "+" + job)
                                    .collect(Collectors.toSet()));
                }
            }
        }
        return new PlannedNodes(layout, ofUnit);
    }

    /** What a node is, for a person. */
    String what() {
        return switch (layout) {
            case SUBDAG -> "work unit";
            case SPLICE -> "node";
        };
    }

    int total() {
        return ofUnit.values().stream().mapToInt(Set::size).sum();
    }

    boolean has(String node) {
        int end = node.indexOf('+');
        String unit = end < 0 ? node : node.substring(0, end);
        return unit.matches("mg_[0-9]{1,9}")
                && ofUnit.getOrDefault(ordinal(unit), Set.of()).contains(node);
    }

    /** Work units of which every node is among these. */
    SortedSet<Integer> complete(Collection<String> done) {
        TreeSet<Integer> complete = new TreeSet<>();
        ofUnit.forEach((ordinal, nodes) -> {
            if (done.containsAll(nodes)) {
                complete.add(ordinal);
            }
        });
        return complete;
    }

    private static int ordinal(String unit) {
        return Integer.parseInt(unit.substring(unit.indexOf('_') + 1));
    }

    /** The words after some words at a line's beginning. */
    private static Set<String> names(Path file, String words) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.filter(l -> l.startsWith(words))
                    .map(l -> l.substring(words.length()).split(" ", 2)[0])
                    .collect(Collectors.toSet());
        }
    }
}
