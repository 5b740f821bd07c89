package org.wms2.domain.splitting;

import java.util.List;
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

    /** The positions of a file of a block, ascending; empty if all of it is excluded. */
    List<Span> positionsOf(InputBlock block, InputFile file);

    /** The position of a lumi section of a file; of the whole file where the unit is the file; empty if it is excluded. */
    OptionalLong positionOf(InputBlock block, InputFile file, int run, long lumi);
}
