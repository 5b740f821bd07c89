package org.wms2.domain.splitting;

import java.util.Iterator;
import java.util.List;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.Span;

/**
 * Cuts input into jobs, block by block: a job never spans blocks, as in WMCore where its work queue
 * hands out whole blocks. For chains that read MINIAODSIM it hands out the whole dataset (its Dataset policy,
 * contracts/cms.md 2.1), so that a job of WMCore may have files of several blocks of one location there; ours never has.
 * One splitter serves one pass over blocks in their order; it is not thread-safe. The jobs of a block are a function of
 * the block, of what is wanted of it and, where totals are asked for, of the blocks before.
 */
public interface Splitter {
    /**
     * The jobs that process exactly the wanted positions of a block, in order, made as they are iterated over. What is
     * not wanted is passed over as if it were not there.
     *
     * @param wanted ascending, disjoint, none adjacent; what is outside the block is not looked at
     */
    Iterator<SplitJob> split(InputBlock block, List<Span> wanted);
}
