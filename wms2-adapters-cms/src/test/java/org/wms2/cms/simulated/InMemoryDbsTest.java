package org.wms2.cms.simulated;

import org.junit.jupiter.api.AfterEach;
import org.wms2.cms.LoopbackCms;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.DbsContract;

/** The port on the pretended CMS itself. */
class InMemoryDbsTest extends DbsContract {

    private final LoopbackCms world = new LoopbackCms();
    private final Dbs dbs = world.cms.dbs();

    @AfterEach
    void close() {
        world.close();
    }

    @Override
    protected Dbs dbs() {
        return dbs;
    }
}
