package org.wms2.ports.memory;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.store.OutputStore;
import org.wms2.ports.store.SubjectKind;

/** Outputs in memory. */
record MemoryOutputs(MemoryTables tables) implements OutputStore {
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
    public List<RegisteredFile> filesOf(RequestName name, WorkUnitId workUnit) {
        return tables.read(() -> tables.blocks.of(name).stream()
                .flatMap(b -> tables.files.of(b.name()).stream())
                .filter(f -> f.workUnit().equals(workUnit))
                .sorted(Comparator.comparing(f -> f.file().lfn()))
                .toList());
    }

    @Override
    public List<OutputDataset> datasets(RequestName name) {
        TreeMap<DatasetName, OutputDataset> sums = new TreeMap<>();
        for (OutputBlock b : blocks(name)) {
            OutputDataset one = new OutputDataset(name, b.dataset(), b.status(), 1, b.files(), b.events(), b.bytes());
            sums.merge(b.dataset(), one, OutputDataset::plus);
        }
        return List.copyOf(sums.values());
    }

    @Override
    public List<WorkUnitId> fullyRegistered(RequestName name) {
        return tables.read(() -> tables.units.of(name).stream()
                .filter(u -> u.status() == WorkUnitStatus.MERGED)
                .filter(u -> tables.blocks.of(name).stream()
                        .filter(b -> !b.status().isRegistered())
                        .flatMap(b -> tables.files.of(b.name()).stream())
                        .noneMatch(f -> f.workUnit().equals(u.id())))
                .sorted(Comparator.comparingInt(WorkUnit::round).thenComparingInt(WorkUnit::ordinal))
                .map(WorkUnit::id)
                .toList());
    }

    @Override
    public List<BlockName> parentsNotInDbs(BlockName block) {
        return tables.read(() -> tables.files.of(block).stream()
                .flatMap(f -> f.file().parents().stream())
                .flatMap(parent -> tables.files.find(parent).stream())
                .map(RegisteredFile::block)
                .filter(other -> !other.equals(block))
                .distinct()
                .filter(other ->
                        tables.blocks.find(other).filter(this::isNotInDbs).isPresent())
                .sorted()
                .toList());
    }

    private boolean isNotInDbs(OutputBlock block) {
        return switch (block.status()) {
            case OPEN, PENDING -> true;
            case INVALIDATED, FAILED ->
                tables.transitions.of(block.request()).stream()
                        .map(MemoryTables.StoredTransition::transition)
                        .noneMatch(t -> t.kind() == SubjectKind.BLOCK
                                && t.subject().equals(block.name().value())
                                && t.to().equals(BlockStatus.DBS_REGISTERED.word()));
            case DBS_REGISTERED,
                    SOURCE_PROTECTED,
                    TRANSFERS_REQUESTED,
                    TRANSFERRING,
                    TRANSFERRED,
                    SOURCE_RELEASED,
                    ANNOUNCED -> false;
        };
    }
}
