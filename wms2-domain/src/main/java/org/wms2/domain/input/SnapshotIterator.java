package org.wms2.domain.input;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.workflow.InputSelection;

/** The parts of a reading as they are found: one block's files and one chunk's locations at a time. */
final class SnapshotIterator implements Iterator<SnapshotPart> {
    private final Dbs dbs;
    private final InputSelection input;
    private final BlockSelection selection;
    private final SnapshotView known;
    private final boolean first;
    private final boolean grows;
    private final int knownParts;
    private final SortedMap<BlockName, DbsBlock> listed = new TreeMap<>();
    private final List<BlockName> chosen;
    private final Iterator<DbsBlock> blocks;
    private final BlockDifferences differences;

    private final Deque<SnapshotPart> ahead = new ArrayDeque<>();
    private boolean appended;
    private int partsSeen;
    private @Nullable Iterator<InputBlock> vanished;

    SnapshotIterator(
            Dbs dbs,
            Rucio rucio,
            InputSelection input,
            InputUnits units,
            RequestOptions caps,
            boolean followed,
            SnapshotView known) {
        this.dbs = dbs;
        this.input = input;
        this.selection = new BlockSelection(input);
        this.known = known;
        this.first = known.header().isEmpty();
        this.knownParts = known.header().map(SnapshotHeader::blocks).orElse(0);
        dbs.blocks(input.dataset()).forEach(block -> listed.put(block.name(), block));
        this.chosen = listed.keySet().stream().filter(selection::lists).toList();
        this.blocks = listed.values().iterator();
        Cap cap = new Cap(caps, units);
        this.grows = followed && !cap.any();
        this.differences = new BlockDifferences(
                dbs,
                units,
                selection,
                new Locations(rucio, chosen),
                cap,
                grows,
                known,
                new Numbering(dbs, input.includeParents(), units, known.header()));
    }

    /** Refuses a first reading without a block, in words that say which condition left none. */
    void requireSome() {
        while (first && !appended) {
            if (!advance()) {
                throw refusal();
            }
        }
    }

    private InputRefusedException refusal() {
        if (listed.isEmpty()) {
            boolean there = dbs.dataset(input.dataset()).isPresent();
            return refused("InputDataset", there ? ", without blocks" : ", unknown to DBS");
        }
        if (chosen.isEmpty()) {
            return refused(
                    selection.listField(), ": none of its " + listed.size() + " blocks is selected by the block lists");
        }
        if (differences.validFiles() == 0) {
            return refused("InputDataset", ": no valid file in the " + chosen.size() + " blocks selected");
        }
        return refused(
                selection.field(),
                ": none of the " + differences.validFiles() + " valid files in " + chosen.size()
                        + " blocks has a run or lumi of it");
    }

    private InputRefusedException refused(String field, String why) {
        return new InputRefusedException(
                field, input.dataset() + why, "a selection that leaves one valid file or more");
    }

    @Override
    public boolean hasNext() {
        while (ahead.isEmpty()) {
            if (!advance()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public SnapshotPart next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no difference is left");
        }
        return ahead.remove();
    }

    /** Reads one block more; false if there is none. */
    private boolean advance() {
        if (blocks.hasNext()) {
            for (SnapshotPart part : read(blocks.next())) {
                appended |= part instanceof SnapshotPart.Append;
                ahead.add(part);
            }
            return true;
        }
        if (vanished == null && !listed.isEmpty() && partsSeen < knownParts) {
            vanished = known.blocks().iterator();
        }
        if (vanished == null || !vanished.hasNext()) {
            return false;
        }
        InputBlock part = vanished.next();
        if (!listed.containsKey(part.name())) {
            ahead.addAll(differences.vanished(part));
        }
        return true;
    }

    private List<SnapshotPart> read(DbsBlock block) {
        boolean lists = selection.lists(block.name());
        List<InputBlock> parts = first || !lists ? List.of() : known.parts(block.name());
        partsSeen += parts.size();
        if (!parts.isEmpty()) {
            return differences.changed(block, parts);
        }
        if (!grows && !first) {
            return List.of();
        }
        return lists ? differences.arrived(block) : differences.unlisted(block);
    }
}
