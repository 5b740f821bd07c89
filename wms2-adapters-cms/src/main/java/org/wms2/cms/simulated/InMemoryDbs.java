package org.wms2.cms.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wms2.cms.dbs.BulkBlock;
import org.wms2.cms.dbs.LumiCollector;
import org.wms2.cms.http.JsonRows;
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

/** DBS's port on the pretended CMS. */
record InMemoryDbs(SimulatedCms cms) implements Dbs {

    private static final String SERVICE = "DBS";
    private static final int BLOCK_EXISTS = 200;

    @Override
    public Optional<DbsDataset> dataset(DatasetName name) {
        return cms.dbs(d -> d.dataset(name.value()))
                .map(d -> new DbsDataset(name, DatasetAccessType.valueOf(d.accessType())));
    }

    @Override
    public List<DbsBlock> blocks(DatasetName name) {
        return cms.dbs(d -> d.blocks(name.value())).stream()
                .map(b -> new DbsBlock(new BlockName(b.name()), false, b.files().size(), b.bytes()))
                .toList();
    }

    @Override
    public List<DbsFile> files(BlockName block) {
        return files(block, true);
    }

    @Override
    public Map<Lfn, List<Lfn>> parents(BlockName block) {
        TreeMap<Lfn, List<Lfn>> parents = new TreeMap<>();
        for (Rows.File file : rows(block)) {
            if (!file.parents().isEmpty()) {
                parents.put(
                        new Lfn(file.lfn()),
                        file.parents().stream()
                                .map(Lfn::new)
                                .sorted()
                                .distinct()
                                .toList());
            }
        }
        return parents;
    }

    @Override
    public List<DbsFile> injected(BlockName block) {
        return files(block, false);
    }

    @Override
    public void inject(BlockInjection injection) {
        try {
            cms.bulkBlocks(JsonRows.MAPPER.readTree(BulkBlock.body(injection)));
        } catch (ServiceError e) {
            if (e.code() != BLOCK_EXISTS) {
                throw new ServiceRefusedException(SERVICE, "code " + e.code() + ", " + e.text());
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        Map<Lfn, Long> ours = injection.files().stream()
                .collect(Collectors.toMap(OutputFile::lfn, OutputFile::bytes, Long::sum, TreeMap::new));
        Map<Lfn, Long> theirs = injected(injection.block()).stream()
                .collect(Collectors.toMap(DbsFile::lfn, DbsFile::bytes, Long::sum, TreeMap::new));
        if (!ours.equals(theirs)) {
            throw new ServiceRefusedException(SERVICE, "block " + injection.block() + " exists with other files");
        }
    }

    @Override
    public void setAccessType(DatasetName name, DatasetAccessType type) {
        cms.accessType(name.value(), type.name());
        if (dataset(name).isEmpty()) {
            throw new ServiceRefusedException(SERVICE, name + " is not in DBS");
        }
    }

    private List<DbsFile> files(BlockName block, boolean withLumis) {
        List<Rows.File> rows = withLumis ? cms.dbs(d -> d.validFiles(block.value())) : rows(block);
        return rows.stream()
                .map(f -> file(f, withLumis))
                .sorted(Comparator.comparing(DbsFile::lfn))
                .toList();
    }

    private List<Rows.File> rows(BlockName block) {
        return cms.dbs(d -> d.block(block.value())).map(Rows.Block::files).orElse(List.of());
    }

    private static DbsFile file(Rows.File file, boolean withLumis) {
        LumiCollector lumis = new LumiCollector();
        if (withLumis) {
            file.lumis().forEach(l -> lumis.add(file.lfn(), l.run(), l.lumi()));
        }
        return new DbsFile(new Lfn(file.lfn()), file.bytes(), file.events(), lumis.runs(file.lfn()));
    }
}
