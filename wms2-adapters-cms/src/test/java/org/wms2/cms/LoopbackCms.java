package org.wms2.cms;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.wms2.cms.configcache.ConfigCacheHttp;
import org.wms2.cms.cric.CricHttp;
import org.wms2.cms.dbs.DbsHttp;
import org.wms2.cms.http.HttpSettings;
import org.wms2.cms.http.ServiceClient;
import org.wms2.cms.reqmgr2.ReqMgr2Http;
import org.wms2.cms.rucio.RucioCredentials;
import org.wms2.cms.rucio.RucioHttp;
import org.wms2.cms.simulated.SimulatedCms;
import org.wms2.cms.simulated.SimulatedServer;
import org.wms2.ports.system.Call;

/** A pretended CMS of one test, with a clock of its own, its server on loopback, and HTTP adapters to it. */
public final class LoopbackCms implements AutoCloseable {

    /** Impatient, so that tests are quick. */
    public static final HttpSettings IMPATIENT = new HttpSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            3,
            Duration.ofMillis(5),
            5,
            Duration.ofSeconds(1),
            16L << 20);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));

    /** The state. */
    public final SimulatedCms cms = SimulatedCms.inMemory(clock(), Duration.ofSeconds(2));

    /** The wire. */
    public final SimulatedServer server = SimulatedServer.start(cms, 0);

    /** Every call that the adapters made. */
    public final List<Call> calls = new CopyOnWriteArrayList<>();

    /** This world's time. */
    public InstantSource clock() {
        return now::get;
    }

    public void pass(Duration time) {
        now.updateAndGet(t -> t.plus(time));
    }

    public ServiceClient client(String service) {
        return new ServiceClient(service, IMPATIENT, null, calls::add);
    }

    public ReqMgr2Http reqMgr2() {
        return new ReqMgr2Http(client("ReqMgr2"), server.reqMgr2());
    }

    public ConfigCacheHttp configCache() {
        return new ConfigCacheHttp(client("ConfigCache"), server.couchDb());
    }

    public DbsHttp dbs() {
        return new DbsHttp(client("DBS"), server.dbsReader(), server.dbsWriter());
    }

    public RucioHttp rucio() {
        return rucio(server.rucio());
    }

    public RucioHttp rucio(URI host) {
        return new RucioHttp(
                client("Rucio"),
                host,
                host,
                new RucioCredentials.UserPass(
                        SimulatedCms.RUCIO_ACCOUNT, SimulatedCms.RUCIO_ACCOUNT, SimulatedCms.RUCIO_PASSWORD),
                clock());
    }

    public CricHttp cric() {
        return new CricHttp(client("CRIC"), server.cric(), clock());
    }

    @Override
    public void close() {
        server.close();
        cms.close();
    }
}
