package org.wms2.ports.input;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.RseName;

/**
 * A block of the input snapshot with its valid files, ordered by LFN.
 *
 * @param ordinal its place in the snapshot, from 0
 * @param rses where complete replicas were when the snapshot was taken
 */
public record InputBlock(int ordinal, BlockName name, SortedSet<RseName> rses, List<InputFile> files) {
    public InputBlock {
        rses = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(rses));
        files = List.copyOf(files);
    }
}
