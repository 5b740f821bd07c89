package org.wms2.cms.simulated;

import org.junit.jupiter.api.AfterEach;
import org.wms2.cms.LoopbackCms;
import org.wms2.ports.cms.Cric;
import org.wms2.ports.cms.CricContract;

/** The port on the pretended CMS itself. */
class InMemoryCricTest extends CricContract {

    private final LoopbackCms world = new LoopbackCms();
    private final Cric cric = world.cms.cric();

    @AfterEach
    void close() {
        world.close();
    }

    @Override
    protected Cric cric() {
        return cric;
    }
}
