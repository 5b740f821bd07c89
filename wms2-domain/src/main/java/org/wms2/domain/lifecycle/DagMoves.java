package org.wms2.domain.lifecycle;

import static org.wms2.ports.dag.DagStatus.COMPLETED;
import static org.wms2.ports.dag.DagStatus.FAILED;
import static org.wms2.ports.dag.DagStatus.HALTED;
import static org.wms2.ports.dag.DagStatus.INTERRUPTED;
import static org.wms2.ports.dag.DagStatus.PARTIAL;
import static org.wms2.ports.dag.DagStatus.PLANNING;
import static org.wms2.ports.dag.DagStatus.READY;
import static org.wms2.ports.dag.DagStatus.REMOVED;
import static org.wms2.ports.dag.DagStatus.RUNNING;
import static org.wms2.ports.dag.DagStatus.STOPPED;
import static org.wms2.ports.dag.DagStatus.SUBMITTED;

import org.wms2.ports.dag.DagStatus;

/** The moves of one attempt of a DAG, as docs/states.md lists them. */
public final class DagMoves {
    /** The table. */
    public static final MoveTable<DagStatus> TABLE = MoveTable.<DagStatus>of("DAG")
            .move(PLANNING, READY, "files written and verified")
            .move(PLANNING, REMOVED, "the request leaves")
            .move(READY, SUBMITTED, "its cluster is known; on hold until confirmed")
            .move(READY, REMOVED, "the request leaves")
            .move(READY, FAILED, "HTCondor refuses it")
            .move(SUBMITTED, RUNNING, "released")
            .move(SUBMITTED, FAILED, "refused")
            .move(SUBMITTED, REMOVED, "removed before it ran")
            .move(RUNNING, COMPLETED, "DAGMan is gone and every work unit has its manifest")
            .move(RUNNING, PARTIAL, "some work units done, some missing")
            .move(RUNNING, FAILED, "none done, or DAGMan cannot start or cannot use its DAG")
            .move(RUNNING, STOPPED, "removed on our wish, rescue verified")
            .move(RUNNING, REMOVED, "removed, not by us")
            .move(RUNNING, HALTED, "drained by a halt file")
            .move(RUNNING, INTERRUPTED, "gone without a last word to rely on, or its directory is gone")
            .build();

    private DagMoves() {}
}
