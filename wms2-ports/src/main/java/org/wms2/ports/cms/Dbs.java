package org.wms2.ports.cms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;

/** The Dataset Bookkeeping System: what datasets hold (contracts/cms.md 3). */
public interface Dbs {
    /** The dataset, whatever its access type; empty if DBS does not know it. */
    Optional<DbsDataset> dataset(DatasetName name);

    /** All blocks of a dataset, ordered by name; empty for an unknown dataset. */
    List<DbsBlock> blocks(DatasetName name);

    /** The valid files of a block with their lumis, ordered by LFN. */
    List<DbsFile> files(BlockName block);

    /** The parents of a block's files, by file; files without one are absent. */
    Map<Lfn, List<Lfn>> parents(BlockName block);

    /** LFN and size of all files of a block, valid or not; empty if DBS has no such block. For the look-up before a retry. */
    List<DbsFile> injected(BlockName block);

    /**
     * Injects a whole block with its files; creates what is missing of dataset, eras and configuration. An already
     * injected block with the same files is a success.
     */
    void inject(BlockInjection injection);

    /** Sets a dataset's access type. */
    void setAccessType(DatasetName name, DatasetAccessType type);
}
