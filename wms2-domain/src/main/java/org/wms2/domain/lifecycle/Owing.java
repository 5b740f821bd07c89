package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.wms2.domain.outputs.Blocks;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.store.Change;

/**
 * What a request still owes when it ends as aborted or failed: blocks that were closed go their way in the final request.
 * Open ones are dropped; their files, which the block still names, are to be cleaned. So is, when its turn comes, a closed
 * one whose parents' block was dropped ({@link org.wms2.domain.outputs.BlockEffects#inject}).
 */
final class Owing {
    private Owing() {}

    /** The open blocks dropped, and whether the rest is owed. */
    static List<Change> atTheEnd(RequestState state, String why, Instant now) {
        List<Change> changes = new ArrayList<>(dropped(state, why, now));
        if (state.blocks().stream().anyMatch(b -> b.status().isOnItsWay())) {
            changes.add(new Change.SetOwing(true));
        }
        return changes;
    }

    static List<Change> dropped(RequestState state, String why, Instant now) {
        List<Change> changes = new ArrayList<>();
        for (OutputBlock block : state.blocks()) {
            if (block.status() == BlockStatus.OPEN) {
                String reason = "dropped, " + block.files() + " files to be cleaned: " + why;
                changes.add(new Change.UpdateBlock(Blocks.dropped(block, reason, now), BlockStatus.OPEN));
            }
        }
        return changes;
    }
}
