package org.wms2.cms.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wms2.cms.reqmgr2.Progress;

/** What PUT request does to a document (contracts/cms.md 1.5, 1.6). */
record RequestUpdates(SimulatedCms cms) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Set<String>> STEPS = Map.ofEntries(
            Map.entry("new", Set.of("new", "assignment-approved", "rejected")),
            Map.entry("assignment-approved", Set.of("assigned", "rejected")),
            Map.entry("assigned", Set.of("staging", "aborted")),
            Map.entry("staging", Set.of("staged", "aborted")),
            Map.entry("staged", Set.of("acquired", "aborted", "failed")),
            Map.entry("acquired", Set.of("running-open", "aborted", "failed")),
            Map.entry("running-open", Set.of("running-closed", "force-complete", "aborted")),
            Map.entry("running-closed", Set.of("force-complete", "completed", "aborted")),
            Map.entry("force-complete", Set.of("completed")),
            Map.entry("failed", Set.of("rejected", "assigned")),
            Map.entry("completed", Set.of("closed-out", "rejected")),
            Map.entry("closed-out", Set.of("announced", "rejected")),
            Map.entry("announced", Set.of("rejected", "normal-archived")),
            Map.entry("aborted", Set.of("aborted-completed")),
            Map.entry("aborted-completed", Set.of("aborted-archived")),
            Map.entry("rejected", Set.of("rejected-archived")),
            Map.entry("normal-archived", Set.of("rejected-archived")));

    /**
     * Changes a request.
     *
     * @return the word of the answer: ERROR for totals, although they were added
     * @throws ServiceError as the real one refuses
     */
    String put(String name, String body) {
        JsonNode wanted = json(body);
        List<String> keys = new ArrayList<>();
        wanted.fieldNames().forEachRemaining(keys::add);
        boolean totals = keys.size() == Progress.SENT.size() && keys.containsAll(Progress.SENT);
        if (!totals && !Collections.disjoint(keys, Progress.SENT)) {
            throw ServiceError.reqMgr2("There are unknown/invalid arguments in the schema: " + keys);
        }
        cms.change(() -> {
            ObjectNode document = (ObjectNode) json(cms.document(name)
                    .orElseThrow(() -> ServiceError.reqMgr2("CouchNotFoundError: " + name + "/spec is missing")));
            if (totals) {
                add(document, wanted);
            } else if (wanted.has("RequestStatus")) {
                move(name, document, wanted, keys);
            }
            return List.of(new Event.RequestStored(name, document.toString()));
        });
        return totals ? "ERROR" : "OK";
    }

    private static void add(ObjectNode document, JsonNode wanted) {
        for (int i = 0; i < Progress.SENT.size(); i++) {
            String kept = Progress.KEPT.get(i);
            document.put(
                    kept,
                    document.path(kept).asLong(0)
                            + wanted.path(Progress.SENT.get(i)).asLong());
        }
    }

    private void move(String name, ObjectNode document, JsonNode wanted, List<String> keys) {
        String from = document.path("RequestStatus").asText("");
        String to = wanted.path("RequestStatus").asText("");
        if (!STEPS.getOrDefault(from, Set.of()).contains(to)) {
            throw ServiceError.reqMgr2(
                    "InvalidStateTransition 0a1b2c [HTTP 400, APP 1101, MSG \"Invalid status transition"
                            + " for request: " + name + ", from " + from + " to " + to + "\"]");
        }
        if (keys.size() > 1) {
            throw ServiceError.reqMgr2("invalid arguments with this status transition: " + keys);
        }
        document.put("RequestStatus", to);
        document.withArrayProperty("RequestTransition")
                .addObject()
                .put("Status", to)
                .put("UpdateTime", cms.now() / 1000)
                .put("DN", "/DC=simulated/CN=wms2");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw ServiceError.reqMgr2("not JSON: " + e.getOriginalMessage());
        }
    }
}
