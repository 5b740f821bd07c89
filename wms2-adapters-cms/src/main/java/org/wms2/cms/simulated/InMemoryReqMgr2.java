package org.wms2.cms.simulated;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.wms2.cms.reqmgr2.Progress;
import org.wms2.cms.reqmgr2.RequestDocumentMapper;
import org.wms2.ports.cms.ReportedRequest;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.RequestDocument;
import org.wms2.ports.cms.RequestTotals;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.id.RequestName;

/** ReqMgr2's port on the pretended CMS. */
record InMemoryReqMgr2(SimulatedCms cms) implements ReqMgr2 {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Optional<RequestDocument> find(RequestName name) {
        return cms.document(name.value()).map(new RequestDocumentMapper()::map);
    }

    @Override
    public Optional<ReportedRequest> reported(RequestName name) {
        return cms.document(name.value()).map(Progress::of);
    }

    @Override
    public void setStatus(RequestName name, String status) {
        put(name, JSON.createObjectNode().put("RequestStatus", status));
    }

    @Override
    public void addStatistics(RequestName name, RequestTotals t) {
        ObjectNode body = JSON.createObjectNode();
        body.put(Progress.SENT.get(0), t.jobs()).put(Progress.SENT.get(1), t.lumis());
        put(name, body.put(Progress.SENT.get(2), t.events()).put(Progress.SENT.get(3), t.files()));
    }

    private void put(RequestName name, ObjectNode body) {
        try {
            new RequestUpdates(cms).put(name.value(), body.toString());
        } catch (ServiceError e) {
            throw new ServiceRefusedException("ReqMgr2", e.text());
        }
    }
}
