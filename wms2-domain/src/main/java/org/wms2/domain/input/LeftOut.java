package org.wms2.domain.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.input.SnapshotPart.Exclude;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;

/**
 * What gets no position, less what is known of it already: exclusions add up. A file of a block that is left out whole is
 * counted once, for the first reason that was found.
 */
final class LeftOut {
    private final Map<BlockName, Map<ExclusionReason, Amount>> known = new HashMap<>();

    LeftOut(List<Exclusion> known) {
        for (Exclusion exclusion : known) {
            this.known
                    .computeIfAbsent(exclusion.block(), b -> new EnumMap<>(ExclusionReason.class))
                    .merge(exclusion.reason(), Amount.of(exclusion), Amount::plus);
        }
    }

    /** A block of which nothing is taken, and nothing is known but the number of its files. */
    List<SnapshotPart> unread(DbsBlock block, ExclusionReason reason) {
        return whole(block, reason, new Amount(block.files(), 0, 0));
    }

    /** A block of which nothing is taken; its files that are not valid are left out for that. */
    List<SnapshotPart> whole(DbsBlock block, ExclusionReason reason, Collection<DbsFile> valid) {
        return whole(block, reason, Amount.in(valid));
    }

    private List<SnapshotPart> whole(DbsBlock block, ExclusionReason reason, Amount valid) {
        List<SnapshotPart> parts = new ArrayList<>(2);
        long counted = of(block.name()).values().stream().mapToLong(Amount::files).sum();
        long uncounted = Math.max(block.files(), valid.files()) - counted;
        Amount more = valid.above(known(block.name(), reason));
        long files = Math.min(more.files(), uncounted);
        if (files > 0) {
            add(parts, block.name(), reason, new Amount(files, more.lumis(), more.events()));
            uncounted -= files;
        }
        add(parts, block.name(), ExclusionReason.INVALID, new Amount(Math.max(0, uncounted), 0, 0));
        return parts;
    }

    /**
     * What is left out of the files that a block brings.
     *
     * @param found by the splitter's units of input in all of them
     * @param again of that, in files that the snapshot had before and that were counted then
     * @param firstFiles whether they are the first that are taken of the block: then what was counted while it was left
     *     out whole is counted
     */
    List<SnapshotPart> inside(
            BlockName block, List<Exclusion> found, List<Exclusion> again, boolean firstFiles) {
        Map<ExclusionReason, Amount> counted = new EnumMap<>(ExclusionReason.class);
        again.forEach(exclusion -> counted.merge(exclusion.reason(), Amount.of(exclusion), Amount::plus));
        if (firstFiles) {
            of(block).forEach((reason, amount) -> counted.merge(reason, amount, Amount::plus));
        }
        List<SnapshotPart> parts = new ArrayList<>(found.size());
        for (Exclusion exclusion : found) {
            Amount more = Amount.of(exclusion).above(counted.getOrDefault(exclusion.reason(), Amount.NONE));
            add(parts, block, exclusion.reason(), more);
        }
        return parts;
    }

    /** Valid files of a block that are beyond the total. */
    List<SnapshotPart> beyond(BlockName block, Collection<DbsFile> files) {
        List<SnapshotPart> parts = new ArrayList<>(1);
        add(parts, block, ExclusionReason.BEYOND_TOTAL, Amount.in(files));
        return parts;
    }

    /**
     * Files of a block that have never been valid.
     *
     * @param seen files of it that the snapshot has, or that are valid now
     */
    List<SnapshotPart> neverValid(DbsBlock block, long seen) {
        List<SnapshotPart> parts = new ArrayList<>(1);
        Amount now = new Amount(Math.max(0, block.files() - seen), 0, 0);
        add(parts, block.name(), ExclusionReason.INVALID, now.above(known(block.name(), ExclusionReason.INVALID)));
        return parts;
    }

    private static void add(List<SnapshotPart> parts, BlockName block, ExclusionReason reason, Amount amount) {
        if (amount.files() + amount.lumis() > 0) {
            parts.add(new Exclude(new Exclusion(block, reason, amount.files(), amount.lumis(), amount.events())));
        }
    }

    private Amount known(BlockName block, ExclusionReason reason) {
        return of(block).getOrDefault(reason, Amount.NONE);
    }

    private Map<ExclusionReason, Amount> of(BlockName block) {
        return known.getOrDefault(block, Map.of());
    }
}
