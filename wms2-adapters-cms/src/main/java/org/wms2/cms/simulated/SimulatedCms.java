package org.wms2.cms.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.wms2.ports.cms.ConfigCache;
import org.wms2.ports.cms.Cric;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.Rucio;

/**
 * All of the pretended CMS: its five services as ports, and the means to fill it. State is in memory, every change in
 * the journal before it is seen. Thread-safe: one lock.
 */
public final class SimulatedCms implements AutoCloseable {

    /** Account, user and password that the pretended Rucio lets in. */
    public static final String RUCIO_ACCOUNT = "wms2";

    /** Password of {@link #RUCIO_ACCOUNT}. */
    public static final String RUCIO_PASSWORD = "simulated";

    /** How long a rule takes by default. */
    public static final Duration RULE_DELAY = Duration.ofSeconds(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final Map<String, String> requests = new TreeMap<>();
    private final Map<String, List<Rows.Module>> configurations = new TreeMap<>();
    private final DbsState dbs = new DbsState();
    private final RucioState rucio;
    private final Journal journal;
    private AnswerOrder order = AnswerOrder.STORED;
    private long answers;

    private SimulatedCms(Function<SimulatedCms, Journal> journal, InstantSource clock, Duration ruleDelay) {
        this.clock = clock;
        this.rucio = new RucioState(ruleDelay);
        this.journal = journal.apply(this);
    }

    /** One that forgets everything when it ends. */
    public static SimulatedCms inMemory(InstantSource clock, Duration ruleDelay) {
        return new SimulatedCms(cms -> Journal.none(), clock, ruleDelay);
    }

    /** One that goes on where the journal ends. */
    public static SimulatedCms open(Path journal, InstantSource clock, Duration ruleDelay) {
        return new SimulatedCms(cms -> Journal.open(journal, cms::apply), clock, ruleDelay);
    }

    /** The pretended ReqMgr2. */
    public ReqMgr2 reqMgr2() {
        return new InMemoryReqMgr2(this);
    }

    /** The pretended ConfigCache; the URL of a request does not matter. */
    public ConfigCache configCache() {
        return new InMemoryConfigCache(this);
    }

    /** The pretended DBS. */
    public Dbs dbs() {
        return new InMemoryDbs(this);
    }

    /** The pretended Rucio, as account {@link #RUCIO_ACCOUNT}. */
    public Rucio rucio() {
        return new InMemoryRucio(this);
    }

    /** The pretended CRIC. */
    public Cric cric() {
        return new InMemoryCric();
    }

    /** The means to fill it. */
    public SimulatedContent content() {
        return new SimulatedContent(this);
    }

    /** The means to change its input datasets while it runs. */
    public SimulatedInput input() {
        return new SimulatedInput(this);
    }

    /** Milliseconds since the epoch. */
    public long now() {
        return clock.millis();
    }

    InstantSource clock() {
        return clock;
    }

    /** The text of a request's document. */
    public Optional<String> document(String name) {
        return read(() -> Optional.ofNullable(requests.get(name)));
    }

    /** The modules of a configuration. */
    public Optional<List<Rows.Module>> configuration(String database, String id) {
        return read(() -> Optional.ofNullable(configurations.get(database + "/" + id)));
    }

    /** Looks at DBS. */
    <T> T dbs(Function<DbsState, T> look) {
        return read(() -> look.apply(dbs));
    }

    /** The rows of an answer of DBS in the order that is set. */
    <E> List<E> ordered(List<E> rows) {
        return read(() -> order.of(rows, answers++));
    }

    /** Looks at Rucio. */
    <T> T rucio(Function<RucioState, T> look) {
        return read(() -> look.apply(rucio));
    }

    /** POST bulkblocks. */
    public void bulkBlocks(JsonNode body) {
        change(() -> dbs.bulkBlocks(body));
    }

    /** PUT datasets. */
    public void accessType(String dataset, String type) {
        change(() -> dbs.accessType(dataset, type));
    }

    /** Decides under the lock what happens, writes it down, does it. */
    void change(Supplier<List<Event>> decision) {
        lock.lock();
        try {
            List<Event> events = decision.get();
            journal.append(events);
            events.forEach(this::apply);
        } finally {
            lock.unlock();
        }
    }

    /** Changes Rucio. */
    void changeRucio(Function<RucioState, List<Event>> decision) {
        change(() -> decision.apply(rucio));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            journal.close();
        } finally {
            lock.unlock();
        }
    }

    private <T> T read(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    private void apply(Event event) {
        switch (event) {
            case Event.RequestStored e -> requests.put(e.name(), e.document());
            case Event.ConfigStored e -> configurations.put(e.database() + "/" + e.id(), e.modules());
            case Event.DatasetCreated e -> dbs.apply(e);
            case Event.BlockInjected e -> dbs.apply(e);
            case Event.FilesAdded e -> dbs.apply(e);
            case Event.ValiditySet e -> dbs.apply(e);
            case Event.AnswerOrderSet e -> order = e.order();
            case Event.AccessTypeSet e -> dbs.apply(e);
            case Event.DidAdded e -> rucio.apply(e);
            case Event.Attached e -> rucio.apply(e);
            case Event.BlockClosed e -> rucio.apply(e);
            case Event.ReplicasAdded e -> rucio.apply(e);
            case Event.RuleAdded e -> rucio.apply(e);
            case Event.RuleExpires e -> rucio.apply(e);
        }
    }
}
