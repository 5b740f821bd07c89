package org.wms2.ports.store;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.Span;

/** Input snapshots: they grow, block by block, and never lose or renumber anything; read as a stream. */
public interface SnapshotStore {
    /**
     * Stores what a reading of the input has found, in one transaction, a part at a time; makes the snapshot if there is
     * none. Notes the time of reading, also if there are no parts.
     *
     * @param at when the reading began, by the clock of whoever reads
     * @param claim whose generation must still be the row's at the end; its lease may have ended meanwhile
     * @throws org.wms2.ports.error.Wms2Exception with code CONFLICT if the claim is not ours any more, the snapshot is of
     *     another dataset, a block's ordinal or first position or a file's ordinal is not where the snapshot ends, or an
     *     invalid position is taken or not there; then nothing is changed
     */
    SnapshotHeader extend(Claim claim, DatasetName dataset, Instant at, Iterator<SnapshotPart> parts);

    Optional<SnapshotHeader> header(RequestName request);

    /** The blocks in order, read anew by each iteration, a few at a time. Empty if there is no snapshot. */
    Iterable<InputBlock> blocks(RequestName request);

    /** Those of them that have a position in the span: blocks without positions are left out. */
    Iterable<InputBlock> blocks(RequestName request, Span within);

    /** What the snapshot has of one block: one row, several if it grew, none if it is not in it. */
    List<InputBlock> parts(RequestName request, BlockName block);

    /** What never got a position, by block and reason. */
    List<Exclusion> exclusions(RequestName request);
}
