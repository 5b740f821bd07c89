package org.wms2.server.local;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wms2.condor.pool.PersonalPool;
import org.wms2.persistence.DatabaseSettings;
import org.wms2.persistence.local.LocalPostgres;
import org.wms2.server.settings.Places;

/** The three services of a home: those that a caller needs, and how to reach them. */
public final class LocalServices {
    private final Places places;
    private final LocalPostgres postgres;
    private final PersonalPool pool;
    private final PostgresService postgresService;
    private final PoolService poolService;
    private final CmsService cmsService;

    public LocalServices(Places places, Map<String, String> environment, JavaCommand java) {
        this.places = places;
        this.postgres = new LocalPostgres(places.home());
        Map<String, String> scripts = new HashMap<>(environment);
        scripts.put(PersonalPool.CACHE_VARIABLE, places.htcondor().toString());
        this.pool = new PersonalPool(places.home(), scripts);
        this.postgresService = new PostgresService(postgres);
        this.poolService = new PoolService(pool);
        this.cmsService = new CmsService(places.home(), places.log(), java);
    }

    /** Those that are asked for, with the data that a reset deletes. */
    public LocalProfile of(boolean withPostgres, boolean withPool, boolean withCms) {
        List<LocalService> services = new ArrayList<>();
        if (withPostgres) {
            services.add(postgresService);
        }
        if (withPool) {
            services.add(poolService);
        }
        if (withCms) {
            services.add(cmsService);
        }
        return new LocalProfile(places.home(), services, List.of(places.submitDir(), places.storage()));
    }

    /** How to connect to PostgreSQL; it must have been started once. */
    public DatabaseSettings database() {
        return postgres.settings();
    }

    /** The pool. */
    public PersonalPool pool() {
        return pool;
    }

    /** Where the simulated CMS listens. */
    public URI cms() {
        return cmsService.base();
    }
}
