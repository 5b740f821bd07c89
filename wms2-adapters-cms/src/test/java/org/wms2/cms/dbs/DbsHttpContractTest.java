package org.wms2.cms.dbs;

import org.junit.jupiter.api.AfterEach;
import org.wms2.cms.LoopbackCms;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.DbsContract;

/** The HTTP adapter, talking to the pretended service over loopback. */
class DbsHttpContractTest extends DbsContract {

    private final LoopbackCms world = new LoopbackCms();
    private final Dbs dbs = world.dbs();

    @AfterEach
    void close() {
        world.close();
    }

    @Override
    protected Dbs dbs() {
        return dbs;
    }
}
