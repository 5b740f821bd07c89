package org.wms2.domain.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.SnapshotHeader;

/** Gives ordinals and positions, from where the snapshot ends. */
final class Numbering {
    private final Dbs dbs;
    private final boolean includeParents;
    private final InputUnits units;
    private int block;
    private long file;
    private long position;

    Numbering(Dbs dbs, boolean includeParents, InputUnits units, Optional<SnapshotHeader> end) {
        this.dbs = dbs;
        this.includeParents = includeParents;
        this.units = units;
        this.block = end.map(SnapshotHeader::blocks).orElse(0);
        this.file = end.map(SnapshotHeader::files).orElse(0L);
        this.position = end.map(SnapshotHeader::positions).orElse(0L);
    }

    /** The next block of the snapshot, or the next part of one. */
    InputBlock append(BlockName name, SortedSet<RseName> rses, List<DbsFile> files) {
        Map<Lfn, List<Lfn>> parents = includeParents ? dbs.parents(name) : Map.of();
        List<InputFile> numbered = new ArrayList<>(files.size());
        for (DbsFile next : files) {
            numbered.add(file(file, next, parents.getOrDefault(next.lfn(), List.of())));
            file++;
        }
        InputBlock appended = new InputBlock(block, name, rses, position, units.positions(numbered), numbered);
        block++;
        position = appended.endPosition();
        return appended;
    }

    static InputFile file(long ordinal, DbsFile file, List<Lfn> parents) {
        return new InputFile(ordinal, file.lfn(), file.bytes(), file.events(), file.runs(), parents);
    }
}
