package org.wms2.cms.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.wms2.cms.http.JsonRows;
import org.wms2.cms.http.ServiceClient;
import org.wms2.cms.rucio.RucioWire.Answer;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.cms.Rule;
import org.wms2.ports.cms.RuleRequest;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.output.OutputFile;

/**
 * Rucio over HTTP (contracts/cms.md 4). A rule that was deleted stays visible for an hour with expires_at set; it is
 * gone for us: a rule that ends within 65 minutes counts as deleted. Thread-safe.
 */
public final class RucioHttp implements Rucio {

    private static final String SCOPE = "cms";
    /** Files in one call. */
    private static final int CHUNK = 500;

    private static final Pattern RSE = Pattern.compile("T[0-3]_[A-Z]{2}((_[A-Za-z0-9]+)+)");

    private final RucioWire wire;
    private final String service;
    private final String account;
    private final InstantSource clock;

    /** The servers, often two: {@code rucio_host} and {@code auth_host} of a Rucio client's settings. */
    public RucioHttp(ServiceClient client, URI host, URI authHost, RucioCredentials credentials, InstantSource clock) {
        this.wire = new RucioWire(client, host, new RucioToken(client, authHost, credentials, clock));
        this.service = client.service();
        this.account = credentials.account();
        this.clock = clock;
    }

    @Override
    public Map<BlockName, SortedSet<RseName>> replicas(Collection<BlockName> blocks) {
        TreeMap<BlockName, SortedSet<RseName>> found = new TreeMap<>();
        for (BlockName block : blocks) {
            TreeSet<RseName> complete = new TreeSet<>();
            // Only deep counts the files; the plain call and datasets_bulk read counters that a daemon fills (4.5).
            for (JsonNode row :
                    wire.get("dataset-replicas", "/replicas/" + SCOPE + block.value() + "/datasets", "deep", "True")) {
                String rse = row.path("rse").asText("");
                if (complete(row) && RSE.matcher(rse).matches()) {
                    complete.add(new RseName(rse));
                }
            }
            found.put(block, complete);
        }
        return found;
    }

    static boolean complete(JsonNode row) {
        long length = row.path("length").asLong(-1);
        return row.path("state").asText("").equals("AVAILABLE")
                && length > 0
                && row.path("available_length").asLong(-2) == length;
    }

    @Override
    public void ensureBlock(DatasetName dataset, BlockName block) {
        String exists = "DataIdentifierAlreadyExists";
        wire.send("add-did", "POST", RucioWire.did(dataset.value()), object().put("type", "CONTAINER"), exists);
        wire.send("add-did", "POST", RucioWire.did(block.value()), object().put("type", "DATASET"), exists);
        ObjectNode attach = object();
        attach.putArray("dids").add(did(block.value()));
        wire.send("attach", "POST", RucioWire.did(dataset.value()) + "/dids", attach, "DuplicateContent");
    }

    @Override
    public void ensureReplicas(RseName rse, BlockName block, List<OutputFile> files) {
        Set<String> attached = new HashSet<>();
        wire.get("content", RucioWire.did(block.value()) + "/dids")
                .forEach(d -> attached.add(d.path("name").asText("")));
        for (int from = 0; from < files.size(); from += CHUNK) {
            List<OutputFile> chunk = files.subList(from, Math.min(files.size(), from + CHUNK));
            // A known file with another size would be taken in silence (4.5).
            verifySizes(chunk);
            ObjectNode replicas = object().put("rse", rse.value()).put("ignore_availability", true);
            ArrayNode declared = replicas.putArray("files");
            ObjectNode attach = object();
            ArrayNode missing = attach.putArray("dids");
            for (OutputFile file : chunk) {
                declared.add(did(file.lfn().value()).put("bytes", file.bytes()).put("adler32", file.adler32()));
                if (!attached.contains(file.lfn().value())) {
                    missing.add(
                            did(file.lfn().value()).put("bytes", file.bytes()).put("adler32", file.adler32()));
                }
            }
            wire.send("add-replicas", "POST", "/replicas", replicas);
            verifySizes(chunk);
            if (!missing.isEmpty()) {
                attach(block, attach);
            }
        }
    }

    private void attach(BlockName block, ObjectNode attach) {
        Answer answer = wire.send("attach", "POST", RucioWire.did(block.value()) + "/dids", attach, "DuplicateContent");
        if (answer instanceof Answer.Expected(RucioError error)) {
            throw new ServiceUnavailableException(
                    service, "files of " + block + " were attached by somebody else meanwhile: " + error.message());
        }
    }

    private void verifySizes(List<OutputFile> files) {
        ObjectNode query = object();
        ArrayNode dids = query.putArray("dids");
        TreeMap<String, OutputFile> ours = new TreeMap<>();
        for (OutputFile file : files) {
            dids.add(did(file.lfn().value()));
            ours.put(file.lfn().value(), file);
        }
        query.put("all_states", true);
        if (wire.send("list-replicas", "POST", "/replicas/list", query)
                instanceof Answer.Success(List<JsonNode> rows)) {
            for (JsonNode row : rows) {
                OutputFile file = ours.get(row.path("name").asText(""));
                if (file != null && row.path("bytes").asLong() != file.bytes()) {
                    throw new ServiceRefusedException(
                            service,
                            "file " + file.lfn() + " has " + row.path("bytes") + " bytes there, " + file.bytes()
                                    + " here");
                }
            }
        }
    }

    @Override
    public void closeBlock(BlockName block) {
        String path = RucioWire.did(block.value());
        Answer answer =
                wire.send("close", "PUT", path + "/status", object().put("open", false), "UnsupportedOperation");
        if (answer instanceof Answer.Expected(RucioError error)) {
            boolean open = wire.find("did", path, "DataIdentifierNotFound")
                    .map(d -> d.path("open").asBoolean(true))
                    .orElse(true);
            if (open) {
                throw new ServiceRefusedException(service, "block " + block + " was not closed: " + error.message());
            }
        }
    }

    @Override
    public Optional<Rule> findRule(BlockName block, String rseExpression) {
        return wire.get("did-rules", RucioWire.did(block.value()) + "/rules").stream()
                .filter(r -> r.path("account").asText("").equals(account))
                .filter(r -> r.path("rse_expression").asText("").equals(rseExpression))
                .filter(r -> r.path("copies").asInt() == 1)
                .filter(r -> !RucioRules.beingDeleted(r, clock.instant()))
                .map(r -> RucioRules.rule(service, r))
                .findFirst();
    }

    @Override
    public RuleId addRule(RuleRequest request) {
        ObjectNode body = object().put("account", account)
                .put("copies", 1)
                .put("rse_expression", request.rseExpression())
                .put("grouping", "DATASET")
                .put("activity", request.activity())
                .put("ask_approval", false)
                .put("comment", request.comment());
        if (request.lifetime() == null) {
            body.putNull("lifetime");
        } else {
            body.put("lifetime", request.lifetime().toSeconds());
        }
        body.putArray("dids").add(did(request.block().value()));
        return switch (wire.send("add-rule", "POST", "/rules/", body, "DuplicateRule")) {
            case Answer.Success(List<JsonNode> values) ->
                new RuleId(values.isEmpty() ? "" : values.getFirst().path(0).asText(""));
            case Answer.Expected(RucioError error) ->
                findRule(request.block(), request.rseExpression())
                        .map(Rule::id)
                        .orElseThrow(() -> new ServiceUnavailableException(
                                service,
                                "a rule of " + request.block() + " for " + request.rseExpression()
                                        + " is being deleted; a new one can be made once it is gone"));
        };
    }

    @Override
    public Optional<Rule> rule(RuleId id) {
        return wire.find("rule", "/rules/" + id.value(), "RuleNotFound")
                .filter(r -> !RucioRules.beingDeleted(r, clock.instant()))
                .map(r -> RucioRules.rule(service, r));
    }

    @Override
    public void deleteRule(RuleId id) {
        // DELETE needs a body (4.6).
        wire.send(
                "delete-rule", "DELETE", "/rules/" + id.value(), object().put("purge_replicas", false), "RuleNotFound");
    }

    private static ObjectNode object() {
        return JsonRows.MAPPER.createObjectNode();
    }

    private static ObjectNode did(String name) {
        return object().put("scope", SCOPE).put("name", name);
    }
}
