package org.wms2.domain.lifecycle;

import static org.wms2.ports.dag.WorkUnitStatus.ABANDONED;
import static org.wms2.ports.dag.WorkUnitStatus.FAILED;
import static org.wms2.ports.dag.WorkUnitStatus.MERGED;
import static org.wms2.ports.dag.WorkUnitStatus.PLANNED;
import static org.wms2.ports.dag.WorkUnitStatus.REGISTERED;
import static org.wms2.ports.dag.WorkUnitStatus.REPLACED;
import static org.wms2.ports.dag.WorkUnitStatus.RUNNING;

import java.util.List;
import org.wms2.ports.dag.WorkUnitStatus;

/** The moves of a work unit, as docs/states.md lists them. */
public final class WorkUnitMoves {
    /** The table. */
    public static final MoveTable<WorkUnitStatus> TABLE = MoveTable.<WorkUnitStatus>of("work unit")
            .move(PLANNED, RUNNING, "its inner DAG has been submitted")
            .move(RUNNING, MERGED, "manifest verified against the expected events")
            .move(MERGED, REGISTERED, "all its blocks are in DBS and Rucio")
            .move(RUNNING, FAILED, "HTCondor's retries and re-elections are used up")
            .move(FAILED, PLANNED, "rescue, attempt + 1")
            .move(RUNNING, PLANNED, "stopped, removed, interrupted")
            .moves(List.of(PLANNED, FAILED), REPLACED, "its range was planned anew")
            .moves(List.of(PLANNED, FAILED), ABANDONED, "loss accepted")
            .build();

    private WorkUnitMoves() {}
}
