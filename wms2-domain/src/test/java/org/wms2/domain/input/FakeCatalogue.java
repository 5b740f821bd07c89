package org.wms2.domain.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wms2.ports.cms.BlockInjection;
import org.wms2.ports.cms.DatasetAccessType;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.cms.DbsDataset;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.cms.Rule;
import org.wms2.ports.cms.RuleRequest;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.request.LumiRange;

/** DBS and Rucio as a snapshot reads them, in an order that can be anything; writing is refused, calls are counted. */
final class FakeCatalogue implements Dbs, Rucio {
    static final DatasetName DATASET = new DatasetName("/Data/Run-v1/RAW");

    /** All files, valid or not. */
    final TreeMap<BlockName, List<DbsFile>> contents = new TreeMap<>();

    final Set<Lfn> invalid = new HashSet<>();
    final Map<Lfn, List<Lfn>> parents = new HashMap<>();
    final Map<BlockName, SortedSet<RseName>> places = new HashMap<>();
    final List<BlockName> filesAsked = new ArrayList<>();
    int replicaCalls;
    boolean datasetKnown = true;

    /** Whether DBS lists no block. */
    boolean silent;

    /** Whether DBS fails when it is asked for the files of the last block. */
    boolean down;

    private final Random order = new Random(7);

    static BlockName block(String suffix) {
        return new BlockName(DATASET + "#" + suffix);
    }

    static Lfn lfn(String name) {
        return new Lfn("/store/data/" + name);
    }

    /** Adds a file of 10 events with lumi sections 1 to 5 of one run. */
    FakeCatalogue file(String suffix, String name, int run) {
        return file(suffix, name, 10, List.of(new RunLumis(run, List.of(new LumiRange(1, 5)))));
    }

    FakeCatalogue file(String suffix, String name, long events, List<RunLumis> runs) {
        contents.computeIfAbsent(block(suffix), b -> new ArrayList<>())
                .add(new DbsFile(lfn(name), 1_000, events, runs));
        return this;
    }

    FakeCatalogue invalidate(String name) {
        invalid.add(lfn(name));
        return this;
    }

    FakeCatalogue revalidate(String name) {
        invalid.remove(lfn(name));
        return this;
    }

    FakeCatalogue at(String suffix, String rse) {
        places.computeIfAbsent(block(suffix), b -> new TreeSet<>()).add(new RseName(rse));
        return this;
    }

    @Override
    public Optional<DbsDataset> dataset(DatasetName name) {
        return datasetKnown ? Optional.of(new DbsDataset(name, DatasetAccessType.VALID)) : Optional.empty();
    }

    @Override
    public List<DbsBlock> blocks(DatasetName name) {
        return silent
                ? List.of()
                : anyOrder(contents.entrySet().stream()
                        .map(e -> new DbsBlock(e.getKey(), false, e.getValue().size(), 0))
                        .toList());
    }

    @Override
    public List<DbsFile> files(BlockName block) {
        filesAsked.add(block);
        if (down && block.equals(contents.lastKey())) {
            throw new ServiceUnavailableException("DBS", "files: no answer");
        }
        return anyOrder(injected(block).stream()
                .filter(file -> !invalid.contains(file.lfn()))
                .toList());
    }

    @Override
    public Map<Lfn, List<Lfn>> parents(BlockName block) {
        Map<Lfn, List<Lfn>> found = new HashMap<>(parents);
        found.keySet().retainAll(injected(block).stream().map(DbsFile::lfn).toList());
        return found;
    }

    @Override
    public List<DbsFile> injected(BlockName block) {
        return contents.getOrDefault(block, List.of());
    }

    private <T> List<T> anyOrder(List<T> answer) {
        List<T> shuffled = new ArrayList<>(answer);
        Collections.shuffle(shuffled, order);
        return shuffled;
    }

    @Override
    public Map<BlockName, SortedSet<RseName>> replicas(Collection<BlockName> blocks) {
        replicaCalls++;
        Map<BlockName, SortedSet<RseName>> found = new HashMap<>();
        blocks.forEach(b -> found.put(b, places.getOrDefault(b, new TreeSet<>())));
        return found;
    }

    @Override
    public void inject(BlockInjection injection) {
        throw notForReading();
    }

    @Override
    public void setAccessType(DatasetName name, DatasetAccessType type) {
        throw notForReading();
    }

    @Override
    public void ensureBlock(DatasetName dataset, BlockName block) {
        throw notForReading();
    }

    @Override
    public void ensureReplicas(RseName rse, BlockName block, List<OutputFile> files) {
        throw notForReading();
    }

    @Override
    public void closeBlock(BlockName block) {
        throw notForReading();
    }

    @Override
    public Optional<Rule> findRule(BlockName block, String rseExpression) {
        throw notForReading();
    }

    @Override
    public RuleId addRule(RuleRequest request) {
        throw notForReading();
    }

    @Override
    public Optional<Rule> rule(RuleId id) {
        throw notForReading();
    }

    @Override
    public void deleteRule(RuleId id) {
        throw notForReading();
    }

    private static UnsupportedOperationException notForReading() {
        return new UnsupportedOperationException("a snapshot only reads blocks, files and replicas");
    }
}
