package org.wms2.domain.outputs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.lifecycle.BlockMoves;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;

/** Copies of a block's row with something changed. */
public final class Blocks {
    private Blocks() {}

    /** The block in its next status, its clock started anew. */
    public static OutputBlock moved(OutputBlock block, BlockStatus to, Instant now) {
        BlockMoves.TABLE.require(block.status(), to);
        return copy(block, to, block.sourceRule(), block.destinationRule(), "", 0, now, now);
    }

    /** The block in its next status, with the rules that it has then. */
    public static OutputBlock moved(
            OutputBlock block, BlockStatus to, @Nullable RuleId source, @Nullable RuleId destination, Instant now) {
        BlockMoves.TABLE.require(block.status(), to);
        return copy(block, to, source, destination, "", 0, now, now);
    }

    /** The block failed for good. */
    public static OutputBlock failed(OutputBlock block, String reason, Instant now) {
        BlockMoves.TABLE.require(block.status(), BlockStatus.FAILED);
        return copy(
                block,
                BlockStatus.FAILED,
                block.sourceRule(),
                block.destinationRule(),
                reason,
                block.retries(),
                now,
                now);
    }

    /** An open block of a request that ends: it never gets to DBS. */
    public static OutputBlock dropped(OutputBlock block, String reason, Instant now) {
        BlockMoves.TABLE.require(block.status(), BlockStatus.INVALIDATED);
        return copy(block, BlockStatus.INVALIDATED, null, null, reason, 0, now, now);
    }

    /** The block where it is, waiting. */
    public static OutputBlock waiting(OutputBlock block, String reason, int retries, Instant nextLook) {
        return copy(
                block,
                block.status(),
                block.sourceRule(),
                block.destinationRule(),
                reason,
                retries,
                block.statusSince(),
                nextLook);
    }

    /** The block as it was when it was opened. */
    static OutputBlock emptyOpen(OutputBlock block) {
        return new OutputBlock(
                block.name(),
                block.request(),
                block.dataset(),
                block.rse(),
                BlockStatus.OPEN,
                0,
                0,
                0,
                null,
                null,
                "",
                0,
                block.openedAt(),
                block.openedAt(),
                block.openedAt());
    }

    private static OutputBlock copy(
            OutputBlock block,
            BlockStatus status,
            @Nullable RuleId source,
            @Nullable RuleId destination,
            String reason,
            int retries,
            Instant since,
            Instant nextLook) {
        return new OutputBlock(
                block.name(),
                block.request(),
                block.dataset(),
                block.rse(),
                status,
                block.files(),
                block.events(),
                block.bytes(),
                source,
                destination,
                reason,
                retries,
                block.openedAt(),
                since,
                nextLook);
    }
}
