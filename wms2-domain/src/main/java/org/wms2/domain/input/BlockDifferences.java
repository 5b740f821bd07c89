package org.wms2.domain.input;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.input.SnapshotPart.Append;
import org.wms2.ports.input.SnapshotPart.Invalidate;
import org.wms2.ports.input.SnapshotPart.Relocate;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.Span;

/** What one block has, or has not any more, that the snapshot does not know. Blocks come by name, each once. */
final class BlockDifferences {
    private static final String FILE_GONE = "of files that are not valid in DBS any more";
    private static final String BLOCK_GONE = "of a block that is not in DBS any more";

    private final Dbs dbs;
    private final InputUnits units;
    private final BlockSelection selection;
    private final Locations locations;
    private final Cap cap;
    private final boolean grows;
    private final SnapshotView known;
    private final List<Span> taken;
    private final LeftOut leftOut;
    private final Numbering numbering;
    private long validFiles;

    BlockDifferences(
            Dbs dbs,
            InputUnits units,
            BlockSelection selection,
            Locations locations,
            Cap cap,
            boolean grows,
            SnapshotView known,
            Numbering numbering) {
        this.dbs = dbs;
        this.units = units;
        this.selection = selection;
        this.locations = locations;
        this.cap = cap;
        this.grows = grows;
        this.known = known;
        this.taken = known.taken();
        this.leftOut = new LeftOut(units, known.exclusions());
        this.numbering = numbering;
    }

    /** Valid files found so far in blocks that the snapshot does not have. */
    long validFiles() {
        return validFiles;
    }

    /** A block that the block lists leave out. */
    List<SnapshotPart> unlisted(DbsBlock block) {
        return leftOut.unread(block, ExclusionReason.BLOCK_LIST);
    }

    /** A block of which the snapshot has nothing. */
    List<SnapshotPart> arrived(DbsBlock block) {
        if (cap.reached()) {
            return leftOut.unread(block, ExclusionReason.BEYOND_TOTAL);
        }
        SortedMap<Lfn, DbsFile> valid = valid(block);
        validFiles += valid.size();
        if (valid.isEmpty()) {
            return leftOut.unread(block, ExclusionReason.INVALID);
        }
        if (!selection.selects(valid.values())) {
            return leftOut.whole(block, selection.reason(), valid.values());
        }
        List<DbsFile> files = cap.take(valid.values());
        InputBlock first = numbering.append(block.name(), locations.of(block.name()), files);
        List<SnapshotPart> parts = new ArrayList<>();
        parts.add(new Append(first));
        parts.addAll(leftOut.inside(first));
        parts.addAll(leftOut.beyond(block.name(), List.copyOf(valid.values()).subList(files.size(), valid.size())));
        parts.addAll(leftOut.neverValid(block, valid.size()));
        return parts;
    }

    /** A block that the snapshot has. */
    List<SnapshotPart> changed(DbsBlock block, List<InputBlock> there) {
        List<SnapshotPart> parts = new ArrayList<>();
        SortedSet<RseName> rses = locations.of(block.name());
        for (InputBlock part : there) {
            if (!part.rses().equals(rses)) {
                parts.add(new Relocate(part.ordinal(), rses));
            }
        }
        SortedMap<Lfn, DbsFile> valid = valid(block);
        if (valid.isEmpty() && dbs.injected(block.name()).isEmpty()) {
            return parts;
        }
        KnownBlock before = new KnownBlock(there, units, known, taken);
        before.gone(valid.keySet()).forEach(span -> parts.add(new Invalidate(span, FILE_GONE)));
        List<DbsFile> fresh = before.fresh(valid.values()).stream()
                .filter(file -> grows || before.has(file.lfn()))
                .toList();
        if (!fresh.isEmpty()) {
            parts.addAll(grown(before, numbering.append(block.name(), rses, fresh)));
        }
        if (grows) {
            parts.addAll(leftOut.neverValid(block, before.filesWith(valid.keySet())));
        }
        return parts;
    }

    private List<SnapshotPart> grown(KnownBlock before, InputBlock part) {
        List<InputFile> again =
                part.files().stream().filter(file -> before.has(file.lfn())).toList();
        List<SnapshotPart> parts = new ArrayList<>();
        parts.add(new Append(part));
        parts.addAll(leftOut.inside(part, again));
        return parts;
    }

    /** A part of the snapshot whose block DBS does not list. */
    List<SnapshotPart> vanished(InputBlock part) {
        if (part.positions() == 0) {
            return List.of();
        }
        List<SnapshotPart> parts = new ArrayList<>();
        KnownBlock.untaken(List.of(new Span(part.firstPosition(), part.endPosition())), taken)
                .forEach(span -> parts.add(new Invalidate(span, BLOCK_GONE)));
        return parts;
    }

    private SortedMap<Lfn, DbsFile> valid(DbsBlock block) {
        SortedMap<Lfn, DbsFile> valid = new TreeMap<>();
        dbs.files(block.name()).forEach(file -> valid.put(file.lfn(), file));
        return valid;
    }
}
