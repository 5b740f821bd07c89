package org.wms2.domain.input;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.workflow.InputSelection;

/** The blocks of a snapshot as they are read: one block's files and one chunk's locations at a time. */
final class SnapshotIterator implements Iterator<InputBlock> {
    /** Blocks whose locations are asked for in one call. */
    private static final int CHUNK = 100;

    private final Dbs dbs;
    private final Rucio rucio;
    private final InputSelection selection;
    private final FileSelection files;
    private final long maxFiles;
    private final long maxEvents;
    private final int inDataset;
    private final List<BlockName> names;

    private int next;
    private int located;
    private Map<BlockName, SortedSet<RseName>> locations = Map.of();
    private @Nullable InputBlock ahead;
    private int blocks;
    private long ordinal;
    private long takenFiles;
    private long takenEvents;
    private long validFiles;

    SnapshotIterator(
            Dbs dbs, Rucio rucio, InputSelection selection, @Nullable Integer maxFiles, @Nullable Long maxEvents) {
        this.dbs = dbs;
        this.rucio = rucio;
        this.selection = selection;
        this.files = new FileSelection(selection);
        this.maxFiles = maxFiles == null ? Long.MAX_VALUE : maxFiles;
        this.maxEvents = maxEvents == null ? Long.MAX_VALUE : maxEvents;
        List<DbsBlock> all = dbs.blocks(selection.dataset());
        this.inDataset = all.size();
        TreeSet<BlockName> chosen = new TreeSet<>();
        for (DbsBlock block : all) {
            if (selection.blockWhitelist().isEmpty()
                    || selection.blockWhitelist().contains(block.name())) {
                chosen.add(block.name());
            }
        }
        selection.blockBlacklist().forEach(chosen::remove);
        this.names = List.copyOf(chosen);
    }

    /** Refuses a selection without a block, in words that say which condition left none. */
    void requireSome() {
        if (hasNext()) {
            return;
        }
        if (inDataset == 0) {
            boolean known = dbs.dataset(selection.dataset()).isPresent();
            throw refused("InputDataset", known ? ", without blocks" : ", unknown to DBS");
        }
        if (names.isEmpty()) {
            throw refused(
                    selection.blockWhitelist().isEmpty() ? "BlockBlacklist" : "BlockWhitelist",
                    ": none of its " + inDataset + " blocks is selected by the block lists");
        }
        if (validFiles == 0) {
            throw refused("InputDataset", ": no valid file in the " + names.size() + " blocks selected");
        }
        throw refused(
                files.field(),
                ": none of the " + validFiles + " valid files in " + names.size() + " blocks has a run or lumi of it");
    }

    private InputRefusedException refused(String field, String why) {
        return new InputRefusedException(
                field, selection.dataset() + why, "a selection that leaves one valid file or more");
    }

    @Override
    public boolean hasNext() {
        return peek() != null;
    }

    private @Nullable InputBlock peek() {
        while (ahead == null && next < names.size() && takenFiles < maxFiles && takenEvents < maxEvents) {
            ahead = read(next);
            next++;
        }
        return ahead;
    }

    @Override
    public InputBlock next() {
        InputBlock block = peek();
        if (block == null) {
            throw new NoSuchElementException("no block is left in the selection");
        }
        ahead = null;
        return block;
    }

    private @Nullable InputBlock read(int index) {
        BlockName name = names.get(index);
        List<DbsFile> valid = new ArrayList<>(dbs.files(name));
        valid.sort((a, b) -> a.lfn().compareTo(b.lfn()));
        validFiles += valid.size();
        if (valid.isEmpty() || !files.selects(valid)) {
            return null;
        }
        List<InputFile> taken = new ArrayList<>(valid.size());
        for (DbsFile file : valid) {
            taken.add(new InputFile(ordinal, file.lfn(), file.bytes(), file.events(), file.runs()));
            ordinal++;
            if (files.hasWork(file)) {
                takenFiles++;
                takenEvents += file.events();
            }
            if (takenFiles >= maxFiles || takenEvents >= maxEvents) {
                break;
            }
        }
        InputBlock block = new InputBlock(blocks, name, locationsOf(index), taken);
        blocks++;
        return block;
    }

    private SortedSet<RseName> locationsOf(int index) {
        if (index >= located) {
            located = Math.min(names.size(), index + CHUNK);
            locations = rucio.replicas(names.subList(index, located));
        }
        return locations.getOrDefault(names.get(index), new TreeSet<>());
    }
}
