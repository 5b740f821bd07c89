package org.wms2.domain.lifecycle;

import static org.wms2.ports.output.BlockStatus.ANNOUNCED;
import static org.wms2.ports.output.BlockStatus.DBS_REGISTERED;
import static org.wms2.ports.output.BlockStatus.FAILED;
import static org.wms2.ports.output.BlockStatus.INVALIDATED;
import static org.wms2.ports.output.BlockStatus.OPEN;
import static org.wms2.ports.output.BlockStatus.PENDING;
import static org.wms2.ports.output.BlockStatus.SOURCE_PROTECTED;
import static org.wms2.ports.output.BlockStatus.SOURCE_RELEASED;
import static org.wms2.ports.output.BlockStatus.TRANSFERRED;
import static org.wms2.ports.output.BlockStatus.TRANSFERRING;
import static org.wms2.ports.output.BlockStatus.TRANSFERS_REQUESTED;

import java.util.List;
import org.wms2.ports.output.BlockStatus;

/** The moves of an output block, as docs/states.md lists them. */
public final class BlockMoves {
    private static final List<BlockStatus> ON_ITS_WAY = List.of(
            PENDING, DBS_REGISTERED, SOURCE_PROTECTED, TRANSFERS_REQUESTED, TRANSFERRING, TRANSFERRED, SOURCE_RELEASED);

    /** The table. */
    public static final MoveTable<BlockStatus> TABLE = MoveTable.<BlockStatus>of("block")
            .move(OPEN, PENDING, "closed by size, count, age, or the end of its DAG")
            .move(PENDING, DBS_REGISTERED, "DBS has the block")
            .move(DBS_REGISTERED, SOURCE_PROTECTED, "Rucio has the replicas and a rule keeps them")
            .move(SOURCE_PROTECTED, TRANSFERS_REQUESTED, "the destination rule is there")
            .move(TRANSFERS_REQUESTED, TRANSFERRING, "Rucio works on it")
            .move(TRANSFERRING, TRANSFERRED, "the destination rule is OK")
            .move(TRANSFERRED, SOURCE_RELEASED, "the source rule is deleted")
            .move(SOURCE_RELEASED, ANNOUNCED, "nothing is left to do")
            .moves(ON_ITS_WAY, FAILED, "an answer that retrying cannot change")
            .move(FAILED, PENDING, "release: every step is looked up before it is done again")
            .move(ANNOUNCED, INVALIDATED, "restart, reconcile")
            .moves(ON_ITS_WAY, INVALIDATED, "restart, of a request that no longer drives it")
            .move(FAILED, INVALIDATED, "restart")
            .move(OPEN, INVALIDATED, "dropped: the request ended as aborted or failed")
            .move(INVALIDATED, ANNOUNCED, "undo")
            .build();

    private BlockMoves() {}
}
