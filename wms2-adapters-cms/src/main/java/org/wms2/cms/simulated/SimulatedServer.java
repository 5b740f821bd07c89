package org.wms2.cms.simulated;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.net.URI;

/** The server: on 127.0.0.1 only. Base paths of the services are those of {@link #reqMgr2()} and so on. */
public final class SimulatedServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final Javalin javalin;

    private SimulatedServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /** Starts it; port 0 takes a free one. */
    public static SimulatedServer start(SimulatedCms cms, int port) {
        Javalin javalin = Javalin.create(config -> configure(config, cms));
        javalin.start(HOST, port);
        return new SimulatedServer(javalin);
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Base URL of ReqMgr2. */
    public URI reqMgr2() {
        return at("/reqmgr2");
    }

    /** Base URL of CouchDB. */
    public URI couchDb() {
        return at("/couchdb");
    }

    /** Base URL of the reading DBS. */
    public URI dbsReader() {
        return at("/dbs/prod/global/DBSReader");
    }

    /** Base URL of the writing DBS. */
    public URI dbsWriter() {
        return at("/dbs/prod/global/DBSWriter");
    }

    /** Base URL of Rucio and of its authentication. */
    public URI rucio() {
        return at("/rucio");
    }

    /** Base URL of CRIC. */
    public URI cric() {
        return at("/cric");
    }

    /** Base URL of the server. */
    public URI base() {
        return at("");
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private URI at(String path) {
        return URI.create("http://" + HOST + ":" + port() + path);
    }

    private static void configure(JavalinConfig config, SimulatedCms cms) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = 256L << 20;
        new ReqMgr2Routes(cms).register(config.routes);
        new ConfigCacheRoutes(cms).register(config.routes);
        new DbsRoutes(cms).register(config.routes);
        new RucioRoutes(cms).register(config.routes);
        new CricRoutes().register(config.routes);
        new ControlRoutes(cms).register(config.routes);
    }
}
