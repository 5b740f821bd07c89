package org.wms2.domain.splitting;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;

/**
 * The blocks of a snapshot, each with its group. Blocks without a complete replica come last, so that what can't run
 * yet holds up nothing else; for them the snapshot is read a second time.
 */
final class LocatedBlocks implements Iterator<LocatedBlocks.Located> {
    private final Iterable<InputBlock> snapshot;
    private final boolean anywhere;
    private final Map<SortedSet<RseName>, LocationGroup> groups = new HashMap<>();
    private Iterator<InputBlock> blocks;
    private boolean unlocatedSeen;
    private boolean secondPass;
    private @Nullable Located ahead;

    LocatedBlocks(Iterable<InputBlock> snapshot, boolean anywhere) {
        this.snapshot = snapshot;
        this.anywhere = anywhere;
        this.blocks = snapshot.iterator();
    }

    /** A block and its group. */
    record Located(InputBlock block, LocationGroup group) {}

    @Override
    public boolean hasNext() {
        return peek() != null;
    }

    @Override
    public Located next() {
        Located located = peek();
        if (located == null) {
            throw new NoSuchElementException("no block is left in the snapshot");
        }
        ahead = null;
        return located;
    }

    private @Nullable Located peek() {
        while (ahead == null) {
            if (blocks.hasNext()) {
                ahead = located(blocks.next());
            } else if (unlocatedSeen && !secondPass) {
                secondPass = true;
                blocks = snapshot.iterator();
            } else {
                return null;
            }
        }
        return ahead;
    }

    private @Nullable Located located(InputBlock block) {
        if (anywhere) {
            return new Located(block, LocationGroup.ANYWHERE);
        }
        boolean unlocated = block.rses().isEmpty();
        unlocatedSeen |= unlocated;
        if (unlocated != secondPass) {
            return null;
        }
        LocationGroup group = groups.get(block.rses());
        if (group == null) {
            group = new LocationGroup(groups.size(), block.rses(), false);
            groups.put(group.rses(), group);
        }
        return new Located(block, group);
    }
}
