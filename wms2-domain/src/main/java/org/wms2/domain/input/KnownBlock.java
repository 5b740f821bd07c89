package org.wms2.domain.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wms2.domain.ledger.Spans;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;

/** A block that the snapshot has, in one part or more, against its valid files now. */
final class KnownBlock {
    private final List<InputBlock> parts;
    private final InputUnits units;
    private final SnapshotView known;
    private final List<Span> taken;
    /** Where each LFN was last: a file that came again is in several parts. */
    private final Map<Lfn, Place> last = new HashMap<>();

    private final Map<Integer, Map<Long, List<Span>>> byPart = new HashMap<>();
    private final Map<Integer, List<Span>> invalid = new HashMap<>();

    /**
     * @param parts ascending by ordinal
     * @param taken of the request's ledger
     */
    KnownBlock(List<InputBlock> parts, InputUnits units, SnapshotView known, List<Span> taken) {
        this.parts = parts;
        this.units = units;
        this.known = known;
        this.taken = taken;
        for (InputBlock part : parts) {
            part.files().forEach(file -> last.put(file.lfn(), new Place(part, file)));
        }
    }

    private record Place(InputBlock part, InputFile file) {}

    boolean has(Lfn lfn) {
        return last.containsKey(lfn);
    }

    /** How many files there are, those of the snapshot and the valid ones. */
    long filesWith(Set<Lfn> valid) {
        Set<Lfn> all = new HashSet<>(last.keySet());
        all.addAll(valid);
        return all.size();
    }

    /** Positions that nobody has taken, of files that are not valid. */
    List<Span> gone(Set<Lfn> valid) {
        List<Span> gone = new ArrayList<>();
        for (InputBlock part : parts) {
            for (InputFile file : part.files()) {
                if (!valid.contains(file.lfn())) {
                    gone.addAll(positions(part, file));
                }
            }
        }
        return untaken(Spans.joined(gone), taken);
    }

    /** A part is walked through once, for all of its files. */
    private List<Span> positions(InputBlock part, InputFile file) {
        return byPart.computeIfAbsent(part.ordinal(), o -> units.positionsByFile(part))
                .getOrDefault(file.ordinal(), List.of());
    }

    /** What of spans nobody has taken. */
    static List<Span> untaken(List<Span> spans, List<Span> taken) {
        return spans.stream()
                .flatMap(span -> Spans.without(span, taken).stream())
                .toList();
    }

    /** Valid files that the snapshot does not have, or has only as invalid ones, in the order given. */
    List<DbsFile> fresh(Collection<DbsFile> valid) {
        return valid.stream().filter(file -> isFresh(file.lfn())).toList();
    }

    private boolean isFresh(Lfn lfn) {
        Place place = last.get(lfn);
        if (place == null) {
            return true;
        }
        List<Span> left = invalid.computeIfAbsent(place.part().ordinal(), o -> invalidOf(place.part()));
        if (left.isEmpty()) {
            return false;
        }
        List<Span> positions = positions(place.part(), place.file());
        return !positions.isEmpty() && untaken(positions, left).isEmpty();
    }

    /** Positions of a part that were taken out of the ledger because their file was invalid. */
    private List<Span> invalidOf(InputBlock part) {
        if (part.positions() == 0) {
            return List.of();
        }
        Span all = new Span(part.firstPosition(), part.endPosition());
        if (Spans.within(all, taken).isEmpty()) {
            return List.of();
        }
        return Spans.joined(known.entries(all).stream()
                .filter(entry -> entry.active() && entry.reason() == ExclusionReason.INVALID)
                .map(LedgerEntry::span)
                .toList());
    }
}
