package org.wms2.ports.htcondor;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.SiteName;

/**
 * DAGMan's own record of a DAG: node status file and metrics.
 *
 * @param started ordinals of work units whose inner DAG has been submitted, ended ones included
 * @param done ordinals of work units whose inner DAG succeeded
 * @param failed ordinals of failed work units, with DAGMan's words
 * @param struck sites where a work unit has failed for a reason of the site and which its next landing avoids, by
 *     ordinal; work units without any are not in it
 * @param haltFile whether somebody has put a halt file beside the outer DAG, or beside that of a work unit that ended by it
 *     (which is not among the failed ones then)
 * @param metrics written once at DAGMan's exit; null before. Compare its cluster with the one that was submitted
 */
public record DagProgress(
        SortedSet<Integer> started,
        SortedSet<Integer> done,
        SortedMap<Integer, String> failed,
        SortedMap<Integer, List<SiteName>> struck,
        boolean haltFile,
        @Nullable DagMetrics metrics) {
    public DagProgress {
        started = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(started));
        done = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(done));
        struck = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(struck));
        failed = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(failed));
    }

    /** Nothing is written yet. */
    public static final DagProgress NOTHING =
            new DagProgress(new TreeSet<>(), new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), false, null);
}
