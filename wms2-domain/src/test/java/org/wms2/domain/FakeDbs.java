package org.wms2.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** DBS in memory: counts every injection, refuses files whose parents it does not have. */
public final class FakeDbs implements Dbs {
    private final Trouble trouble;
    private final Map<DatasetName, DatasetAccessType> types = new TreeMap<>();
    private final Map<BlockName, List<DbsFile>> blocks = new TreeMap<>();
    private final Set<Lfn> lfns = new HashSet<>();
    private final Map<Lfn, List<Lfn>> parents = new TreeMap<>();
    private final Map<BlockName, Integer> injections = new TreeMap<>();

    FakeDbs(Trouble trouble) {
        this.trouble = trouble;
    }

    /** Puts an input block there. */
    public void put(BlockName block, List<DbsFile> files) {
        types.put(block.dataset(), DatasetAccessType.VALID);
        blocks.put(block, List.copyOf(files));
        files.forEach(f -> lfns.add(f.lfn()));
    }

    /** Says what an input file was made from. */
    public void putParents(Lfn file, List<Lfn> of) {
        parents.put(file, of.stream().sorted().toList());
    }

    /** How often each block has been injected. */
    public Map<BlockName, Integer> injections() {
        return injections;
    }

    /** Events of a dataset. */
    public long events(DatasetName dataset) {
        return blocks.entrySet().stream()
                .filter(e -> e.getKey().dataset().equals(dataset))
                .flatMap(e -> e.getValue().stream())
                .mapToLong(DbsFile::events)
                .sum();
    }

    @Override
    public Optional<DbsDataset> dataset(DatasetName name) {
        trouble.before("DBS");
        return Optional.ofNullable(types.get(name)).map(t -> new DbsDataset(name, t));
    }

    @Override
    public List<DbsBlock> blocks(DatasetName name) {
        trouble.before("DBS");
        List<DbsBlock> found = new ArrayList<>();
        blocks.forEach((block, files) -> {
            if (block.dataset().equals(name)) {
                found.add(new DbsBlock(
                        block,
                        false,
                        files.size(),
                        files.stream().mapToLong(DbsFile::bytes).sum()));
            }
        });
        return found;
    }

    @Override
    public List<DbsFile> files(BlockName block) {
        trouble.before("DBS");
        return blocks.getOrDefault(block, List.of());
    }

    @Override
    public Map<Lfn, List<Lfn>> parents(BlockName block) {
        trouble.before("DBS");
        Map<Lfn, List<Lfn>> found = new TreeMap<>();
        for (DbsFile file : blocks.getOrDefault(block, List.of())) {
            if (parents.containsKey(file.lfn())) {
                found.put(file.lfn(), parents.getOrDefault(file.lfn(), List.of()));
            }
        }
        return found;
    }

    @Override
    public List<DbsFile> injected(BlockName block) {
        return files(block);
    }

    @Override
    public void inject(BlockInjection injection) {
        trouble.before("DBS");
        for (OutputFile file : injection.files()) {
            for (Lfn parent : file.parents()) {
                if (!lfns.contains(parent)) {
                    throw new ServiceRefusedException("DBS", "code 202: parent file " + parent + " is not in DBS");
                }
            }
        }
        injections.merge(injection.block(), 1, Integer::sum);
        types.putIfAbsent(injection.block().dataset(), DatasetAccessType.PRODUCTION);
        blocks.put(
                injection.block(),
                injection.files().stream()
                        .map(f -> new DbsFile(f.lfn(), f.bytes(), f.events(), List.of()))
                        .toList());
        for (OutputFile file : injection.files()) {
            lfns.add(file.lfn());
            if (!file.parents().isEmpty()) {
                putParents(file.lfn(), file.parents());
            }
        }
        trouble.after("DBS");
    }

    @Override
    public void setAccessType(DatasetName name, DatasetAccessType type) {
        trouble.before("DBS");
        types.put(name, type);
    }
}
