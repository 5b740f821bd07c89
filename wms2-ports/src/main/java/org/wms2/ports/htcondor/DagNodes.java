package org.wms2.ports.htcondor;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.wms2.ports.dag.Dag;

/**
 * The nodes of a DAG as the files of DAGMan and of the jobs show them at this moment, for people. Reads only, keeps
 * nothing; no decision is made of it. All text that comes out of it is harmless on a terminal ({@link Harmless}).
 *
 * <p>Every method throws {@link org.wms2.ports.error.Wms2Exception} with code NOT_FOUND if the submit directory cannot be
 * seen from here.
 */
public interface DagNodes {
    /** Most lines of a {@link LogTail}. */
    int MAX_LINES = 10_000;

    /**
     * Goes through the nodes of some work units: by ordinal, then as DAGMan lists them. They are read as it goes.
     *
     * @param first ordinal, from 0
     * @param last ordinal, inclusive
     * @param goOn is given each node and says whether to go on
     */
    void each(Dag dag, int first, int last, Predicate<DagNode> goOn);

    /** The report of the newest start of each of these nodes of a work unit; those without any are not in it. */
    Map<String, NodeReport> reports(Dag dag, int ordinal, Set<String> nodes);

    /**
     * What a node has left.
     *
     * @param node a name as in {@link DagNode}
     * @param starts the newest so many, 1 or more
     * @param lines of each file at most, 1 to {@link #MAX_LINES}
     * @throws org.wms2.ports.error.InputRefusedException if the name is none of a node
     */
    NodeLogs logs(Dag dag, int ordinal, String node, int starts, int lines);

    /**
     * What a DAGMan says of itself; no lines if it has not begun.
     *
     * @param ordinal of the work unit whose DAGMan is meant; none: the workflow's. Where work units have none of their own,
     *     that too
     * @param lines at most, 1 to {@link #MAX_LINES}
     */
    LogTail dagmanLog(Dag dag, OptionalInt ordinal, int lines);
}
