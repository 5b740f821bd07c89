package org.wms2.cms.configcache;

import org.junit.jupiter.api.AfterEach;
import org.wms2.cms.Fill;
import org.wms2.cms.LoopbackCms;
import org.wms2.ports.cms.ConfigCache;
import org.wms2.ports.cms.ConfigCacheContract;

/** The HTTP adapter, talking to the pretended service over loopback. */
class ConfigCacheHttpContractTest extends ConfigCacheContract {

    private final LoopbackCms world = new LoopbackCms();
    private final ConfigCache cache = world.configCache();

    @AfterEach
    void close() {
        world.close();
    }

    @Override
    protected ConfigCache configCache() {
        return cache;
    }

    @Override
    protected String url() {
        return "https://cmsweb.cern.ch/couchdb";
    }

    @Override
    protected void given() {
        Fill.configuration(world.cms);
    }
}
