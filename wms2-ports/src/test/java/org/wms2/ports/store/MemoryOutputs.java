package org.wms2.ports.store;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.output.RegisteredFile;

/** Outputs in memory. */
record MemoryOutputs(MemoryTables tables) implements OutputStore {
    private static final Comparator<BlockStatus> LEAST_ADVANCED = Comparator.comparing(
                    (BlockStatus status) -> status != BlockStatus.FAILED)
            .thenComparing(Comparator.naturalOrder());

    @Override
    public List<OutputBlock> blocks(RequestName name) {
        return tables.read(() -> tables.blocks.of(name)).stream()
                .sorted(Comparator.comparing(OutputBlock::openedAt).thenComparing(OutputBlock::name))
                .toList();
    }

    @Override
    public List<RegisteredFile> files(BlockName block) {
        return tables.read(() -> tables.files.of(block)).stream()
                .sorted(Comparator.comparing(f -> f.file().lfn()))
                .toList();
    }

    @Override
    public List<OutputDataset> datasets(RequestName name) {
        TreeMap<DatasetName, OutputDataset> sums = new TreeMap<>();
        for (OutputBlock b : blocks(name)) {
            OutputDataset one = new OutputDataset(name, b.dataset(), b.status(), 1, b.files(), b.events(), b.bytes());
            sums.merge(b.dataset(), one, MemoryOutputs::plus);
        }
        return List.copyOf(sums.values());
    }

    private static OutputDataset plus(OutputDataset a, OutputDataset b) {
        return new OutputDataset(
                a.request(),
                a.dataset(),
                LEAST_ADVANCED.compare(a.status(), b.status()) <= 0 ? a.status() : b.status(),
                a.blocks() + b.blocks(),
                a.files() + b.files(),
                a.events() + b.events(),
                a.bytes() + b.bytes());
    }
}
