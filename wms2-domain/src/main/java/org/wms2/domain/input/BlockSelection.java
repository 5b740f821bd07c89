package org.wms2.domain.input;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.workflow.InputSelection;

/**
 * Which blocks a request reads: the block lists decide first; then a mask, and the run lists only where there is none
 * (contracts/cms.md 2.1).
 */
final class BlockSelection {
    private final Set<BlockName> blockWhitelist;
    private final Set<BlockName> blockBlacklist;
    private final LumiMask mask;
    private final Set<Integer> runWhitelist;
    private final Set<Integer> runBlacklist;

    BlockSelection(InputSelection selection) {
        this.blockWhitelist = new HashSet<>(selection.blockWhitelist());
        this.blockBlacklist = new HashSet<>(selection.blockBlacklist());
        this.mask = selection.lumiMask();
        this.runWhitelist = new HashSet<>(selection.runWhitelist());
        this.runBlacklist = new HashSet<>(selection.runBlacklist());
    }

    /** Whether the block lists leave the block in. */
    boolean lists(BlockName block) {
        return !blockBlacklist.contains(block) && (blockWhitelist.isEmpty() || blockWhitelist.contains(block));
    }

    /** Whether one of the valid files of a block has a lumi section or a run that is asked for. */
    boolean selects(Collection<DbsFile> files) {
        if (mask.isEmpty() && runWhitelist.isEmpty() && runBlacklist.isEmpty()) {
            return true;
        }
        for (DbsFile file : files) {
            for (RunLumis run : file.runs()) {
                if (mask.isEmpty() ? listed(run.run()) : accepted(run)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Why a block is left out that {@link #selects} refuses. */
    ExclusionReason reason() {
        return mask.isEmpty() ? ExclusionReason.RUN_LIST : ExclusionReason.MASK;
    }

    /** The document's field that leaves no block in, if the block lists do. */
    String listField() {
        return blockWhitelist.isEmpty() ? "BlockBlacklist" : "BlockWhitelist";
    }

    /** The document's field that {@link #selects} goes by. */
    String field() {
        if (!mask.isEmpty()) {
            return "LumiList";
        }
        return runWhitelist.isEmpty() ? "RunBlacklist" : "RunWhitelist";
    }

    private boolean listed(int run) {
        return !runBlacklist.contains(run) && (runWhitelist.isEmpty() || runWhitelist.contains(run));
    }

    private boolean accepted(RunLumis run) {
        for (LumiRange good : mask.runs().getOrDefault(run.run(), List.of())) {
            for (LumiRange there : run.lumis()) {
                if (there.first() <= good.last() && good.first() <= there.last()) {
                    return true;
                }
            }
        }
        return false;
    }
}
