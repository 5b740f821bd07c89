package org.wms2.cms.simulated;

import org.junit.jupiter.api.AfterEach;
import org.wms2.cms.Fill;
import org.wms2.cms.LoopbackCms;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.ReqMgr2Contract;
import org.wms2.ports.id.RequestName;

/** The port on the pretended CMS itself. */
class InMemoryReqMgr2Test extends ReqMgr2Contract {

    private final LoopbackCms world = new LoopbackCms();
    private final ReqMgr2 reqMgr2 = world.cms.reqMgr2();

    @AfterEach
    void close() {
        world.close();
    }

    @Override
    protected ReqMgr2 reqMgr2() {
        return reqMgr2;
    }

    @Override
    protected void given(RequestName name, String document) {
        Fill.document(world.cms, name, document);
    }
}
