package org.wms2.cms.reqmgr2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import org.wms2.ports.cms.ReportedRequest;
import org.wms2.ports.cms.RequestTotals;

/** Status and totals in ReqMgr2's documents and bodies (contracts/cms.md 1.5). */
public final class Progress {
    /** The four keys of a body that adds to the totals, in the order of {@link RequestTotals}. */
    public static final List<String> SENT = List.of("total_jobs", "input_lumis", "input_events", "input_num_files");

    /** The document's fields that they are added to. */
    public static final List<String> KEPT =
            List.of("TotalEstimatedJobs", "TotalInputLumis", "TotalInputEvents", "TotalInputFiles");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Progress() {}

    /** What a document says; a total that is not there is 0. */
    public static ReportedRequest of(String document) {
        try {
            JsonNode d = JSON.readTree(document);
            return new ReportedRequest(
                    d.path("RequestStatus").asText(""),
                    new RequestTotals(total(d, 0), total(d, 1), total(d, 2), total(d, 3)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long total(JsonNode document, int index) {
        return Math.max(0, document.path(KEPT.get(index)).asLong(0));
    }

    static String status(String status) {
        return JSON.createObjectNode().put("RequestStatus", status).toString();
    }

    static String statistics(RequestTotals t) {
        ObjectNode body = JSON.createObjectNode();
        body.put(SENT.get(0), t.jobs()).put(SENT.get(1), t.lumis());
        return body.put(SENT.get(2), t.events()).put(SENT.get(3), t.files()).toString();
    }
}
