package org.wms2.ports.input;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.RseName;

/**
 * A block of the input snapshot with its valid files, ordered by LFN; or the files that came to a block later. Its
 * positions are those of its files one after the other, in the order in which the splitter takes them.
 *
 * @param ordinal its place in the snapshot, from 0
 * @param rses where complete replicas were when they were last looked up
 * @param firstPosition ledger position of its first unit of input
 * @param positions how many it has; 0 if all of it is excluded
 */
public record InputBlock(
        int ordinal,
        BlockName name,
        SortedSet<RseName> rses,
        long firstPosition,
        long positions,
        List<InputFile> files) {
    public InputBlock {
        rses = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(rses));
        files = List.copyOf(files);
    }

    /** Ledger position after its last one. */
    public long endPosition() {
        return firstPosition + positions;
    }
}
