package org.wms2.cms.simulated;

import java.util.Optional;
import org.wms2.cms.reqmgr2.RequestDocumentMapper;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.RequestDocument;
import org.wms2.ports.id.RequestName;

/** ReqMgr2's port on the pretended CMS. */
record InMemoryReqMgr2(SimulatedCms cms) implements ReqMgr2 {

    @Override
    public Optional<RequestDocument> find(RequestName name) {
        return cms.document(name.value()).map(new RequestDocumentMapper()::map);
    }
}
