package org.wms2.server.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wms2.ports.cms.BlockInjection;
import org.wms2.ports.cms.DatasetAccessType;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.cms.DbsDataset;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.output.OutputFile;

/** DBS: refuses files whose parents it does not have, and files that it has in another block. */
final class SimulatedDbs implements Dbs {
    private final Laws laws;
    private final Flaw flaw;
    private final Map<DatasetName, DatasetAccessType> types = new TreeMap<>();
    private final Map<DatasetName, TreeMap<BlockName, List<DbsFile>>> datasets = new HashMap<>();
    private final Map<Lfn, BlockName> blockOf = new HashMap<>();

    SimulatedDbs(Laws laws, Flaw flaw) {
        this.laws = laws;
        this.flaw = flaw;
    }

    /** Puts an input block there. */
    void put(BlockName block, List<DbsFile> files) {
        types.put(block.dataset(), DatasetAccessType.VALID);
        store(block, files);
    }

    /** Events of a dataset. */
    long events(DatasetName dataset) {
        return of(dataset).values().stream()
                .flatMap(List::stream)
                .mapToLong(DbsFile::events)
                .sum();
    }

    /** Where a file is; empty if it is not there. */
    Optional<BlockName> blockOf(Lfn file) {
        return Optional.ofNullable(blockOf.get(file));
    }

    Optional<DatasetAccessType> type(DatasetName dataset) {
        return Optional.ofNullable(types.get(dataset));
    }

    @Override
    public Optional<DbsDataset> dataset(DatasetName name) {
        return type(name).map(t -> new DbsDataset(name, t));
    }

    @Override
    public List<DbsBlock> blocks(DatasetName name) {
        List<DbsBlock> found = new ArrayList<>();
        of(name).forEach((block, files) -> found.add(new DbsBlock(
                block,
                false,
                files.size(),
                files.stream().mapToLong(DbsFile::bytes).sum())));
        return found;
    }

    @Override
    public List<DbsFile> files(BlockName block) {
        return of(block.dataset()).getOrDefault(block, List.of());
    }

    @Override
    public Map<Lfn, List<Lfn>> parents(BlockName block) {
        return Map.of();
    }

    @Override
    public List<DbsFile> injected(BlockName block) {
        return files(block);
    }

    @Override
    public void inject(BlockInjection injection) {
        List<DbsFile> files = injection.files().stream()
                .map(f -> new DbsFile(f.lfn(), f.bytes(), f.events(), List.of()))
                .toList();
        List<DbsFile> there = files(injection.block());
        if (there.isEmpty() && flaw == Flaw.DBS_DOUBLES) {
            store(
                    new BlockName(injection.block().dataset() + "#x" + datasets.size()),
                    files.stream()
                            .map(f -> new DbsFile(
                                    new Lfn(f.lfn().value().replace(".root", "-x.root")),
                                    f.bytes(),
                                    f.events(),
                                    f.runs()))
                            .toList());
        }
        if (!there.isEmpty()) {
            if (!there.equals(files)) {
                laws.breaks("block " + injection.block() + " is injected a second time with other files");
                throw new ServiceRefusedException("DBS", "block " + injection.block() + " is there with other files");
            }
            return;
        }
        for (OutputFile file : injection.files()) {
            for (Lfn parent : file.parents()) {
                if (!blockOf.containsKey(parent)) {
                    throw new ServiceRefusedException("DBS", "code 202: parent file " + parent + " is not in DBS");
                }
            }
            blockOf(file.lfn()).ifPresent(block -> {
                laws.breaks("file " + file.lfn() + " is registered twice: in " + block + " and " + injection.block());
                throw new ServiceRefusedException("DBS", "file " + file.lfn() + " is in block " + block);
            });
        }
        types.putIfAbsent(injection.block().dataset(), DatasetAccessType.PRODUCTION);
        store(injection.block(), files);
    }

    @Override
    public void setAccessType(DatasetName name, DatasetAccessType type) {
        types.put(name, type);
    }

    private void store(BlockName block, List<DbsFile> files) {
        datasets.computeIfAbsent(block.dataset(), d -> new TreeMap<>()).put(block, List.copyOf(files));
        files.forEach(f -> blockOf.put(f.lfn(), block));
    }

    private SortedMap<BlockName, List<DbsFile>> of(DatasetName name) {
        return datasets.getOrDefault(name, new TreeMap<>());
    }
}
