package org.wms2.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.wms2.server.driver.Driver;
import org.wms2.server.driver.DriverListener;
import org.wms2.server.house.Housekeeper;
import org.wms2.server.http.HealthRoutes;
import org.wms2.server.http.HttpServer;
import org.wms2.server.http.NodeRoutes;
import org.wms2.server.http.RequestRoutes;
import org.wms2.server.http.SiteRoutes;
import org.wms2.server.http.WhyRoutes;
import org.wms2.server.http.WishRoutes;
import org.wms2.server.settings.Serving;
import org.wms2.server.wiring.Engine;

/** {@code wms2 serve}: the HTTP surface and the driver over one engine. Does not close the engine. */
public final class Server implements AutoCloseable {
    private static final Duration SWEEPS = Duration.ofMinutes(5);

    private final Engine engine;
    private final Driver driver;
    private final Thread thread;
    private final HttpServer http;
    private final Housekeeper housekeeper;

    private Server(Engine engine, Driver driver, Thread thread, HttpServer http, Housekeeper housekeeper) {
        this.engine = engine;
        this.driver = driver;
        this.thread = thread;
        this.http = http;
        this.housekeeper = housekeeper;
    }

    /** Listens first, so that a taken port stops everything before any request is touched; then drives. */
    public static Server start(Engine engine, Serving serving, DriverListener listener) {
        return start(engine, serving, SWEEPS, listener);
    }

    /** The same, with so much time between two sweeps of the house. */
    public static Server start(Engine engine, Serving serving, Duration sweeps, DriverListener listener) {
        Surface surface = new Surface(engine);
        HttpServer http = HttpServer.start(
                serving.port(),
                List.of(
                        new HealthRoutes(engine.checks()),
                        new RequestRoutes(surface),
                        new WishRoutes(surface),
                        new SiteRoutes(surface),
                        new NodeRoutes(surface),
                        new WhyRoutes(engine::why)));
        Driver driver = new Driver(engine, serving.limits(serving.concurrentTurns()), InstantSource.system(), listener);
        Thread thread = Thread.ofPlatform().name("driver").start(driver::run);
        return new Server(engine, driver, thread, http, Housekeeper.start(engine, sweeps));
    }

    /** Where it listens. */
    public String url() {
        return http.url();
    }

    /** Takes no more calls, lets running turns end, and gives the claims back. */
    @Override
    public void close() {
        http.close();
        housekeeper.close();
        driver.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        engine.releaseClaims(driver.touched());
    }
}
