package org.wms2.domain.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.input.SnapshotPart.Exclude;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;

/**
 * What gets no position, less what is known of it already: exclusions add up. A file of a block that is left out whole is
 * counted once, for the first reason that was found.
 */
final class LeftOut {
    private final InputUnits units;
    private final Map<BlockName, Map<ExclusionReason, Amount>> known = new HashMap<>();

    LeftOut(InputUnits units, List<Exclusion> known) {
        this.units = units;
        for (Exclusion exclusion : known) {
            add(this.known.computeIfAbsent(exclusion.block(), b -> new EnumMap<>(ExclusionReason.class)), exclusion);
        }
    }

    /** A block of which nothing is taken, and nothing is known but the number of its files. */
    List<SnapshotPart> unread(DbsBlock block, ExclusionReason reason) {
        return whole(block, Map.of(reason, new Amount(block.files(), 0, 0)));
    }

    /**
     * A block of which nothing is taken. Its files that are not valid are left out for that, those in which the splitter
     * would find nothing for the reason that it has, and the others for the reason given.
     */
    List<SnapshotPart> whole(DbsBlock block, ExclusionReason reason, Collection<DbsFile> valid) {
        List<InputFile> empty = new ArrayList<>();
        List<DbsFile> others = new ArrayList<>();
        for (DbsFile file : valid) {
            List<InputFile> alone = List.of(Numbering.file(0, file, List.of()));
            if (units.positions(alone) == 0) {
                empty.addAll(alone);
            } else {
                others.add(file);
            }
        }
        Map<ExclusionReason, Amount> amounts = new EnumMap<>(ExclusionReason.class);
        units.exclusions(block.name(), empty).forEach(exclusion -> add(amounts, exclusion));
        amounts.merge(reason, Amount.in(others), Amount::plus);
        return whole(block, amounts);
    }

    private List<SnapshotPart> whole(DbsBlock block, Map<ExclusionReason, Amount> amounts) {
        List<SnapshotPart> parts = new ArrayList<>();
        long uncounted = Math.max(block.files(), files(amounts)) - files(of(block.name()));
        if (uncounted <= 0) {
            return parts;
        }
        for (Map.Entry<ExclusionReason, Amount> entry : amounts.entrySet()) {
            Amount more = entry.getValue().above(known(block.name(), entry.getKey()));
            long files = Math.min(more.files(), uncounted);
            add(parts, block.name(), entry.getKey(), new Amount(files, more.lumis(), more.events()));
            uncounted -= files;
        }
        add(parts, block.name(), ExclusionReason.INVALID, new Amount(uncounted, 0, 0));
        return parts;
    }

    /** What is left out of the first files that are taken of a block, less what was counted while it was left out. */
    List<SnapshotPart> inside(InputBlock first) {
        return inside(first, of(first.name()));
    }

    /**
     * What is left out of further files that are taken of a block.
     *
     * @param again those of them that the snapshot had before: they were counted then
     */
    List<SnapshotPart> inside(InputBlock part, List<InputFile> again) {
        Map<ExclusionReason, Amount> counted = new EnumMap<>(ExclusionReason.class);
        units.exclusions(part.name(), again).forEach(exclusion -> add(counted, exclusion));
        return inside(part, counted);
    }

    private List<SnapshotPart> inside(InputBlock part, Map<ExclusionReason, Amount> counted) {
        List<SnapshotPart> parts = new ArrayList<>();
        for (Exclusion exclusion : units.exclusions(part.name(), part.files())) {
            Amount more = Amount.of(exclusion).above(counted.getOrDefault(exclusion.reason(), Amount.NONE));
            add(parts, part.name(), exclusion.reason(), more);
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

    private static void add(Map<ExclusionReason, Amount> amounts, Exclusion exclusion) {
        amounts.merge(exclusion.reason(), Amount.of(exclusion), Amount::plus);
    }

    private static long files(Map<ExclusionReason, Amount> amounts) {
        return amounts.values().stream().mapToLong(Amount::files).sum();
    }

    private Amount known(BlockName block, ExclusionReason reason) {
        return of(block).getOrDefault(reason, Amount.NONE);
    }

    private Map<ExclusionReason, Amount> of(BlockName block) {
        return known.getOrDefault(block, Map.of());
    }
}
