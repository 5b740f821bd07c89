package org.wms2.domain.input;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.RseName;

/** Where complete replicas of blocks are: asked for in chunks, as blocks come by. */
final class Locations {
    /** Blocks whose locations are asked for in one call. */
    private static final int CHUNK = 100;

    private final Rucio rucio;
    private final List<BlockName> names;
    private int located;
    private Map<BlockName, SortedSet<RseName>> chunk = Map.of();

    /** Locations of some of these blocks, to be asked for in their order, which is by name. */
    Locations(Rucio rucio, List<BlockName> names) {
        this.rucio = rucio;
        this.names = names;
    }

    /** RSEs with a complete replica of a block; none if Rucio names none. */
    SortedSet<RseName> of(BlockName name) {
        int index = Collections.binarySearch(names, name);
        if (index >= located) {
            located = Math.min(names.size(), index + CHUNK);
            chunk = rucio.replicas(names.subList(index, located));
        }
        return chunk.getOrDefault(name, new TreeSet<>());
    }
}
