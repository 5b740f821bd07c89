package org.wms2.domain.splitting;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wms2.ports.id.RseName;

/**
 * Input with exactly the same locations: files of different groups never share a job (contracts/cms.md 2.2).
 *
 * @param ordinal from 0, in the order in which the groups appear in the snapshot; the same in every iteration
 * @param rses where all of its input is; empty if nowhere complete, and where locations do not matter
 * @param anywhere whether locations do not matter: a generator, or input read from afar (TrustSitelists)
 */
public record LocationGroup(int ordinal, SortedSet<RseName> rses, boolean anywhere) {
    /** The only group where locations do not matter. */
    public static final LocationGroup ANYWHERE = new LocationGroup(0, Collections.emptySortedSet(), true);

    public LocationGroup {
        rses = Collections.unmodifiableSortedSet(new TreeSet<>(rses));
    }

    /** Whether the input is nowhere complete: such a group comes after all others, which are closed before it. */
    public boolean nowhere() {
        return !anywhere && rses.isEmpty();
    }
}
