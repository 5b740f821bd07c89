package org.wms2.ports.input;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wms2.ports.id.RseName;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.Span;

/** One difference between a snapshot and what DBS and Rucio say now. The first reading of a dataset appends it all. */
public sealed interface SnapshotPart {
    /** Adds a block, or files that came to a known one. Ordinals and positions go on where the snapshot ends. */
    record Append(InputBlock block) implements SnapshotPart {}

    /** Replicas of a block have come or gone. */
    record Relocate(int ordinal, SortedSet<RseName> rses) implements SnapshotPart {
        public Relocate {
            rses = Collections.unmodifiableSortedSet(new TreeSet<>(rses));
        }
    }

    /** Input that gets no position; adds up with what is known of the same block and reason. */
    record Exclude(Exclusion exclusion) implements SnapshotPart {}

    /** Positions that nobody has taken, of files that are invalid now. */
    record Invalidate(Span span, String why) implements SnapshotPart {}
}
