package org.wms2.cms.reqmgr2;

import org.junit.jupiter.api.AfterEach;
import org.wms2.cms.Fill;
import org.wms2.cms.LoopbackCms;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.ReqMgr2Contract;
import org.wms2.ports.id.RequestName;

/** The HTTP adapter, talking to the pretended service over loopback. */
class ReqMgr2HttpContractTest extends ReqMgr2Contract {

    private final LoopbackCms world = new LoopbackCms();
    private final ReqMgr2 reqMgr2 = world.reqMgr2();

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
