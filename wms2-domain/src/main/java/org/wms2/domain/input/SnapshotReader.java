package org.wms2.domain.input;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.workflow.InputSelection;

/** Reads the selected input from DBS, and where it is from Rucio (contracts/cms.md 2.1). */
public final class SnapshotReader {
    private final Dbs dbs;
    private final Rucio rucio;

    public SnapshotReader(Dbs dbs, Rucio rucio) {
        this.dbs = dbs;
        this.rucio = rucio;
    }

    /**
     * The selected blocks by name, each with its valid files by LFN, ordinals given in that order. One block is in memory
     * at a time. A block is selected if it is in the whitelist (where there is one), not in the blacklist, and one valid
     * file of it has a lumi section of the mask; only where there is no mask, the run lists count: one run of the block
     * must be left by them. A selected block comes with all its valid files: the splitter applies the mask.
     *
     * @param maxFiles a trial's cap: stops after that many files with something to process; null for all
     * @param maxEvents a trial's cap: stops with the file that reaches it, files are whole; null for all
     * @return never empty
     * @throws org.wms2.ports.error.InputRefusedException before the first block if nothing is selected, with the reason
     */
    public Iterator<InputBlock> read(InputSelection selection, @Nullable Integer maxFiles, @Nullable Long maxEvents) {
        SnapshotIterator blocks = new SnapshotIterator(dbs, rucio, selection, maxFiles, maxEvents);
        blocks.requireSome();
        return blocks;
    }
}
