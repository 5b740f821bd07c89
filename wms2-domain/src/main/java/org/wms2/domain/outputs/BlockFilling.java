package org.wms2.domain.outputs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.store.Change;
import org.wms2.ports.workflow.BlockLimits;

/**
 * Puts merged files into blocks: one open block per dataset and RSE, closed when it is full. A block holds files of one
 * dataset at one RSE only. Serves one decision: create, add, then take the changes.
 */
public final class BlockFilling {
    private final RequestName request;
    private final BlockLimits limits;
    private final Instant now;
    private final List<OutputBlock> stored;
    private final Map<BlockName, OutputBlock> touched = new LinkedHashMap<>();
    private final List<RegisteredFile> files = new ArrayList<>();

    public BlockFilling(RequestName request, List<OutputBlock> stored, BlockLimits limits, Instant now) {
        this.request = request;
        this.stored = List.copyOf(stored);
        this.limits = limits;
        this.now = now;
    }

    /** Adds a work unit's files. */
    public void add(WorkUnitId unit, List<OutputFile> unitFiles, RseName rse) {
        List<OutputFile> ordered = unitFiles.stream()
                .sorted(Comparator.comparing(OutputFile::dataset).thenComparing(OutputFile::lfn))
                .toList();
        for (OutputFile file : ordered) {
            OutputBlock block = openBlock(file.dataset(), rse);
            OutputBlock filled = new OutputBlock(
                    block.name(),
                    request,
                    block.dataset(),
                    rse,
                    block.status(),
                    block.files() + 1,
                    block.events() + file.events(),
                    block.bytes() + file.bytes(),
                    null,
                    null,
                    "",
                    0,
                    block.openedAt(),
                    block.statusSince(),
                    now);
            touched.put(block.name(), isFull(filled) ? Blocks.moved(filled, BlockStatus.PENDING, now) : filled);
            files.add(new RegisteredFile(file, block.name(), unit));
        }
    }

    /** What has to be stored: new blocks, grown or closed ones, and the files. */
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (OutputBlock block : touched.values()) {
            if (storedBlock(block.name()).isEmpty()) {
                changes.add(new Change.PutBlock(Blocks.emptyOpen(block)));
            }
            changes.add(new Change.UpdateBlock(block, BlockStatus.OPEN));
        }
        if (!files.isEmpty()) {
            changes.add(new Change.PutFiles(files));
        }
        return changes;
    }

    private OutputBlock openBlock(DatasetName dataset, RseName rse) {
        Map<BlockName, OutputBlock> all = new TreeMap<>();
        stored.forEach(b -> all.put(b.name(), b));
        all.putAll(touched);
        return all.values().stream()
                .filter(b -> b.status() == BlockStatus.OPEN
                        && b.dataset().equals(dataset)
                        && b.rse().equals(rse))
                .findFirst()
                .orElseGet(() -> newBlock(dataset, rse, all.size()));
    }

    private OutputBlock newBlock(DatasetName dataset, RseName rse, int sequence) {
        return new OutputBlock(
                BlockNames.of(request, dataset, rse, sequence),
                request,
                dataset,
                rse,
                BlockStatus.OPEN,
                0,
                0,
                0,
                null,
                null,
                "",
                0,
                now,
                now,
                now);
    }

    private Optional<OutputBlock> storedBlock(BlockName name) {
        return stored.stream().filter(b -> b.name().equals(name)).findFirst();
    }

    private boolean isFull(OutputBlock block) {
        return block.files() >= limits.maxFiles()
                || block.events() >= limits.maxEvents()
                || block.bytes() >= limits.maxBytes();
    }
}
