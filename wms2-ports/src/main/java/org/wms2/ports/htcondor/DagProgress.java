package org.wms2.ports.htcondor;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * DAGMan's own record of a DAG: node status file and metrics.
 *
 * @param started ordinals of work units whose inner DAG has been submitted, ended ones included
 * @param done ordinals of work units whose inner DAG succeeded
 * @param failed ordinals of failed work units, with DAGMan's words
 * @param metrics written once at DAGMan's exit; null before. Compare its cluster with the one that was submitted
 */
public record DagProgress(
        SortedSet<Integer> started,
        SortedSet<Integer> done,
        SortedMap<Integer, String> failed,
        @Nullable DagMetrics metrics) {
    public DagProgress {
        started = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(started));
        done = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(done));
        failed = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(failed));
    }

    /** Nothing is written yet. */
    public static final DagProgress NOTHING = new DagProgress(new TreeSet<>(), new TreeSet<>(), new TreeMap<>(), null);
}
