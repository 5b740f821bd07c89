package org.wms2.cms.dbs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.wms2.cms.http.Exchange;
import org.wms2.cms.http.JsonRows;
import org.wms2.cms.http.Reply;
import org.wms2.cms.http.ServiceClient;
import org.wms2.cms.http.Uris;
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

/** DBS over HTTP (contracts/cms.md 3), reader and writer. Lists are read row by row. Thread-safe. */
public final class DbsHttp implements Dbs {

    /** Code of "block already exists" (3.4). */
    private static final int BLOCK_EXISTS = 200;

    private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");

    private final ServiceClient client;
    private final URI reader;
    private final URI writer;
    private final DbsRows reads;

    /** The two servers, such as {@code https://cmsweb-prod.cern.ch/dbs/prod/global/DBSReader} and DBSWriter. */
    public DbsHttp(ServiceClient client, URI reader, URI writer) {
        this.client = client;
        this.reader = reader;
        this.writer = writer;
        this.reads = new DbsRows(client.service());
    }

    @Override
    public Optional<DbsDataset> dataset(DatasetName name) {
        List<DbsDataset> found =
                list("datasets", reads::dataset, "dataset", name.value(), "dataset_access_type", "*", "detail", "1");
        return found.stream().filter(d -> d.name().equals(name)).findFirst();
    }

    @Override
    public List<DbsBlock> blocks(DatasetName name) {
        List<DbsBlock> found = list("blocks", reads::block, "dataset", name.value(), "detail", "1");
        found.sort(Comparator.comparing(DbsBlock::name));
        return found;
    }

    /**
     * The files first, the lumis of all files after them: a file that comes between the two calls is not seen, one that
     * becomes invalid keeps its lumis, and none is ever seen without the lumis that it has.
     */
    @Override
    public List<DbsFile> files(BlockName block) {
        List<DbsFile> found = files("block_name", block.value(), "validFileOnly", "1", "detail", "1");
        LumiCollector lumis = rows("filelumis", LumiCollector::new, reads::addLumi, "block_name", block.value());
        return found.stream()
                .map(f -> new DbsFile(
                        f.lfn(), f.bytes(), f.events(), lumis.runs(f.lfn().value())))
                .toList();
    }

    /** The route gives pairs of all files of a block, also of invalid ones; so does this (dbs2go, fileparent.sql). */
    @Override
    public Map<Lfn, List<Lfn>> parents(BlockName block) {
        TreeMap<Lfn, TreeSet<Lfn>> pairs = rows(
                "fileparents",
                TreeMap<Lfn, TreeSet<Lfn>>::new,
                (gathered, row) -> gathered.computeIfAbsent(reads.lfn(row), f -> new TreeSet<>())
                        .add(reads.parent(row)),
                "block_name",
                block.value());
        TreeMap<Lfn, List<Lfn>> parents = new TreeMap<>();
        pairs.forEach((file, of) -> parents.put(file, List.copyOf(of)));
        return parents;
    }

    @Override
    public List<DbsFile> injected(BlockName block) {
        return files("block_name", block.value(), "detail", "1");
    }

    @Override
    public void inject(BlockInjection injection) {
        Exchange post = new Exchange(
                "bulkblocks", "POST", Uris.of(writer, "/bulkblocks"), HEADERS, BulkBlock.body(injection), false);
        client.call(post, this::injection);
        verify(injection);
    }

    @Override
    public void setAccessType(DatasetName name, DatasetAccessType type) {
        String body = JsonRows.MAPPER
                .createObjectNode()
                .put("dataset", name.value())
                .put("dataset_access_type", type.name())
                .toString();
        Exchange put = new Exchange("put-datasets", "PUT", Uris.of(writer, "/datasets"), HEADERS, body, true);
        client.call(put, reply -> {
            if (reply.status() != 200) {
                throw DbsErrors.read(reply).exception(client.service(), "PUT datasets", reply);
            }
            return reply.text();
        });
        // DBS answers 200 for a dataset that it does not have (3.5).
        Optional<DbsDataset> now = dataset(name);
        if (now.isEmpty() || now.get().accessType() != type) {
            throw new ServiceRefusedException(
                    client.service(),
                    "the access type of " + name + " was set to " + type + ", but it is "
                            + now.map(d -> d.accessType().name()).orElse("not in DBS"));
        }
    }

    private String injection(Reply reply) throws IOException {
        if (reply.status() == 200) {
            return reply.text();
        }
        DbsErrors error = DbsErrors.read(reply);
        if (error.code().isPresent() && error.code().getAsInt() == BLOCK_EXISTS) {
            return error.words();
        }
        throw error.exception(client.service(), "bulkblocks", reply);
    }

    /** A block that exists is answered by code 200, or by success without any change (3.4): look what it holds. */
    private void verify(BlockInjection injection) {
        TreeMap<Lfn, Long> ours = new TreeMap<>();
        for (OutputFile file : injection.files()) {
            ours.put(file.lfn(), file.bytes());
        }
        TreeMap<Lfn, Long> theirs = new TreeMap<>();
        for (DbsFile file : injected(injection.block())) {
            theirs.put(file.lfn(), file.bytes());
        }
        if (!ours.equals(theirs)) {
            throw new ServiceRefusedException(
                    client.service(),
                    "block " + injection.block() + " exists with other files: " + difference(ours, theirs));
        }
    }

    private static String difference(Map<Lfn, Long> ours, Map<Lfn, Long> theirs) {
        for (Map.Entry<Lfn, Long> entry : ours.entrySet()) {
            Long size = theirs.get(entry.getKey());
            if (size == null) {
                return theirs.size() + " files, not " + entry.getKey();
            }
            if (!size.equals(entry.getValue())) {
                return entry.getKey() + " has " + size + " bytes there, " + entry.getValue() + " here";
            }
        }
        return theirs.size() + " files there, " + ours.size() + " here";
    }

    private List<DbsFile> files(String... query) {
        List<DbsFile> found = list("files", reads::file, query);
        found.sort(Comparator.comparing(DbsFile::lfn));
        return found;
    }

    private <T> List<T> list(String api, Function<JsonNode, T> type, String... query) {
        return rows(api, ArrayList<T>::new, (found, row) -> found.add(type.apply(row)), query);
    }

    /** Gathers rows; each attempt begins with nothing. */
    private <C> C rows(String api, Supplier<C> nothing, BiConsumer<C, JsonNode> add, String... query) {
        return client.call(Exchange.get(api, Uris.of(reader, "/" + api, query), HEADERS), reply -> {
            C gathered = nothing.get();
            read(client.service(), api, reply, row -> add.accept(gathered, row));
            return gathered;
        });
    }

    /** Reads a list of rows; what comes before an error is not used. */
    static void read(String service, String api, Reply reply, Consumer<JsonNode> row) throws IOException {
        if (reply.status() != 200) {
            throw DbsErrors.read(reply).exception(service, api, reply);
        }
        JsonRows.array(reply.body(), node -> {
            DbsErrors.of(node).ifPresent(e -> {
                throw e.brokenOff(service, api);
            });
            row.accept(node);
        });
    }
}
