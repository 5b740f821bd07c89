package org.wms2.ports.store;

import java.util.List;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.output.RegisteredFile;

/** Output blocks and files, to read. */
public interface OutputStore {
    /** Blocks of a request, oldest first. */
    List<OutputBlock> blocks(RequestName name);

    /** Files of a block, by LFN. */
    List<RegisteredFile> files(BlockName block);

    /** Files of a work unit, by LFN. */
    List<RegisteredFile> filesOf(RequestName name, WorkUnitId workUnit);

    /** Output datasets of a request with their sums, by name; those without a block are absent. */
    List<OutputDataset> datasets(RequestName name);

    /** Work units in status merged whose files are all in registered blocks ({@code BlockStatus.isRegistered}). */
    List<WorkUnitId> fullyRegistered(RequestName name);

    /**
     * Blocks that hold parents of this block's files and are not in DBS, by name: DBS wants parents first. They are open or
     * pending, or were dropped or failed before they got there.
     */
    List<BlockName> parentsNotInDbs(BlockName block);
}
