package org.wms2.cms.cric;

import org.junit.jupiter.api.AfterEach;
import org.wms2.cms.LoopbackCms;
import org.wms2.ports.cms.Cric;
import org.wms2.ports.cms.CricContract;

/** The HTTP adapter, talking to the pretended service over loopback. */
class CricHttpContractTest extends CricContract {

    private final LoopbackCms world = new LoopbackCms();
    private final Cric cric = world.cric();

    @AfterEach
    void close() {
        world.close();
    }

    @Override
    protected Cric cric() {
        return cric;
    }
}
