package org.wms2.domain.splitting;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.Span;

/**
 * What a splitter counts as one unit of input, that is as one ledger position: a good lumi section of a file, an event of
 * a file (a file without events has one), or a whole file. Positions go through a block's files in the order in which the
 * splitter takes them. Immutable; a function of the workflow alone.
 */
public interface InputUnits {
    /** How many positions the files of a block (or those that came to it later) have together. */
    long positions(List<InputFile> files);

    /** What of these files has no position, and why; by reason, empty if nothing. */
    List<Exclusion> exclusions(BlockName block, List<InputFile> files);

    /** The positions of each file of a block by the file's ordinal, ascending; without files that are excluded whole. One walk. */
    Map<Long, List<Span>> positionsByFile(InputBlock block);

    /** The positions of a file of a block, ascending; empty if all of it is excluded. Walks the block: not for all its files. */
    default List<Span> positionsOf(InputBlock block, InputFile file) {
        return positionsByFile(block).getOrDefault(file.ordinal(), List.of());
    }

    /** The position of a lumi section of a file; of the whole file where the unit is the file; empty if it is excluded. */
    OptionalLong positionOf(InputBlock block, InputFile file, int run, long lumi);
}
