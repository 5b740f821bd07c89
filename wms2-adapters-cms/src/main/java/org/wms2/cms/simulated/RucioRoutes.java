package org.wms2.cms.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wms2.cms.http.JsonRows;

/** Rucio's wire (contracts/cms.md 4) for the calls that we make. */
final class RucioRoutes {

    private static final String BASE = "/rucio";
    private static final String DIDS = BASE + "/dids/cms";
    private static final String REPLICAS = BASE + "/replicas/cms";
    private static final Set<String> PARTS = Set.of("dids", "rules", "status", "datasets");

    private final SimulatedCms cms;
    private final RucioAuth auth;

    RucioRoutes(SimulatedCms cms) {
        this.cms = cms;
        this.auth = new RucioAuth(cms);
    }

    void register(RoutesConfig routes) {
        routes.get(BASE + "/auth/userpass", open(auth::userPass));
        routes.get(BASE + "/auth/x509", open(ctx -> {
            throw RucioAuth.noCertificate();
        }));
        routes.get(DIDS + "/<did>", guarded(this::readDid));
        routes.post(DIDS + "/<did>", guarded(this::changeDid));
        routes.put(DIDS + "/<did>", guarded(this::closeDid));
        routes.post(BASE + "/dids/attachments", guarded(this::attachments));
        routes.post(BASE + "/replicas", guarded(this::addReplicas));
        routes.post(BASE + "/replicas/list", guarded(this::listReplicas));
        routes.get(REPLICAS + "/<did>", guarded(this::datasetReplicas));
        routes.post(BASE + "/rules/", guarded(this::addRule));
        routes.get(
                BASE + "/rules/{id}",
                guarded(ctx -> ctx.contentType("application/json")
                        .result(rule(cms.rucio(r -> r.rule(ctx.pathParam("id"), cms.now())))
                                .toString())));
        routes.delete(BASE + "/rules/{id}", guarded(this::deleteRule));
    }

    /** The name of a DID and what is asked of it. */
    private record Target(String name, String part) {
        static Target of(Context ctx, String prefix) {
            String rest = ctx.path().substring(prefix.length()).replace("+", "%2B");
            String path = URLDecoder.decode(rest, StandardCharsets.UTF_8);
            String last = path.replaceFirst("^.*/", "");
            return PARTS.contains(last)
                    ? new Target(path.substring(0, path.length() - last.length() - 1), last)
                    : new Target(path, "");
        }
    }

    private void readDid(Context ctx) {
        Target target = Target.of(ctx, DIDS);
        switch (target.part()) {
            case "dids" -> stream(ctx, content(target.name()));
            case "rules" ->
                stream(
                        ctx,
                        cms.rucio(r -> r.rulesOf(target.name(), cms.now())).stream()
                                .map(this::rule)
                                .toList());
            default -> {
                RucioState.Did did = cms.rucio(r -> r.did(target.name())).orElseThrow(() -> missing(target.name()));
                ctx.contentType("application/json")
                        .result(object().put("scope", "cms")
                                .put("name", target.name())
                                .put("type", did.container ? "CONTAINER" : "DATASET")
                                .put("account", SimulatedCms.RUCIO_ACCOUNT)
                                .put("open", did.open)
                                .toString());
            }
        }
    }

    private List<ObjectNode> content(String name) {
        return cms.rucio(r -> {
            RucioState.Did did = r.did(name).orElseThrow(() -> missing(name));
            List<ObjectNode> rows = new ArrayList<>();
            for (String child : did.children) {
                rows.add(object().put("scope", "cms")
                        .put("name", child)
                        .put("type", did.container ? "DATASET" : "FILE"));
            }
            return rows;
        });
    }

    private void changeDid(Context ctx) {
        Target target = Target.of(ctx, DIDS);
        JsonNode body = body(ctx);
        if (target.part().equals("dids")) {
            cms.changeRucio(r -> r.attach(target.name(), names(body.path("dids")), false));
        } else {
            String type = body.path("type").asText("");
            if (!Set.of("CONTAINER", "DATASET").contains(type)) {
                throw ServiceError.rucio(400, "KeyError", "'type' not defined");
            }
            cms.changeRucio(r -> r.addDid(target.name(), type.equals("CONTAINER")));
        }
        created(ctx);
    }

    private void closeDid(Context ctx) {
        Target target = Target.of(ctx, DIDS);
        if (body(ctx).path("open").asBoolean(true)) {
            throw ServiceError.rucio(409, "UnsupportedOperation", "only open: false is played");
        }
        cms.changeRucio(r -> r.close(target.name()));
        ctx.status(200).result("");
    }

    private void attachments(Context ctx) {
        JsonNode body = body(ctx);
        for (JsonNode one : body.path("attachments")) {
            cms.changeRucio(r -> r.attach(
                    one.path("name").asText(""),
                    names(one.path("dids")),
                    body.path("ignore_duplicate").asBoolean(false)));
        }
        created(ctx);
    }

    private void addReplicas(Context ctx) {
        JsonNode body = body(ctx);
        List<Rows.Replica> files = new ArrayList<>();
        for (JsonNode file : body.path("files")) {
            files.add(new Rows.Replica(
                    file.path("name").asText(""),
                    file.path("bytes").asLong(),
                    file.path("adler32").asText("")));
        }
        cms.changeRucio(r -> r.addReplicas(body.path("rse").asText(""), files));
        created(ctx);
    }

    private void listReplicas(Context ctx) {
        List<ObjectNode> rows = new ArrayList<>();
        for (String name : names(body(ctx).path("dids"))) {
            cms.rucio(r -> r.file(name)).ifPresent(file -> {
                ObjectNode row = object().put("scope", "cms").put("name", name);
                row.put("bytes", file.bytes())
                        .put("adler32", file.adler32())
                        .putNull("md5")
                        .putObject("pfns");
                ObjectNode states = object();
                ObjectNode rses = row.putObject("rses");
                for (String rse : cms.rucio(r -> r.rses(name, cms.now()))) {
                    rses.putArray(rse);
                    states.put(rse, "AVAILABLE");
                }
                row.set("states", states);
                rows.add(row);
            });
        }
        stream(ctx, rows);
    }

    /** Without {@code deep} a server without a certain daemon knows nothing (4.5). */
    private void datasetReplicas(Context ctx) {
        String block = Target.of(ctx, REPLICAS).name();
        List<ObjectNode> rows = new ArrayList<>();
        if (List.of("True", "true", "1").contains(String.valueOf(ctx.queryParam("deep")))) {
            int length = cms.rucio(r -> r.did(block).map(d -> d.children.size()).orElse(0));
            cms.rucio(r -> r.filesByRse(block, cms.now()))
                    .forEach((rse, count) -> rows.add(object().put("scope", "cms")
                            .put("name", block)
                            .put("rse", rse)
                            .put("available_length", count)
                            .put("length", length)
                            .put("state", count == length ? "AVAILABLE" : "UNAVAILABLE")));
        }
        stream(ctx, rows);
    }

    private void addRule(Context ctx) {
        JsonNode body = body(ctx);
        for (String field : List.of("dids", "account", "copies", "rse_expression")) {
            if (!body.has(field)) {
                throw ServiceError.rucio(400, "KeyError", "'" + field + "' not defined");
            }
        }
        if (body.path("copies").asInt() != 1) {
            throw ServiceError.rucio(409, "InsufficientTargetRSEs", "only one copy is played");
        }
        ArrayNode ids = JsonRows.MAPPER.createArrayNode();
        for (String did : names(body.path("dids"))) {
            String id = UUID.randomUUID().toString().replace("-", "");
            JsonNode lifetime = body.path("lifetime");
            cms.changeRucio(r -> r.addRule(
                    id,
                    did,
                    body.path("account").asText(""),
                    body.path("rse_expression").asText(""),
                    body.path("activity").asText("User Subscriptions"),
                    body.path("comment").asText(""),
                    body.path("grouping").asText("DATASET"),
                    lifetime.isNumber() ? Duration.ofSeconds(lifetime.asLong()) : null,
                    cms.now()));
            ids.add(id);
        }
        ctx.status(201).contentType("text/html; charset=utf-8").result(ids.toString());
    }

    private void deleteRule(Context ctx) {
        body(ctx);
        cms.changeRucio(r -> r.deleteRule(ctx.pathParam("id"), cms.now()));
        ctx.status(200).result("");
    }

    private ObjectNode rule(Rows.Rule rule) {
        boolean ok = cms.rucio(r -> r.ok(rule, cms.now()));
        int files = cms.rucio(r -> r.filesOf(rule.did())).size();
        ObjectNode row = object().put("id", rule.id())
                .put("scope", "cms")
                .put("name", rule.did())
                .put("did_type", rule.did().contains("#") ? "DATASET" : "CONTAINER")
                .put("account", rule.account())
                .put("state", ok ? "OK" : "REPLICATING")
                .put("rse_expression", rule.rseExpression())
                .put("copies", rule.copies())
                .put("activity", rule.activity())
                .put("grouping", rule.grouping())
                .put("comments", rule.comment())
                .put("locks_ok_cnt", ok ? files : 0)
                .put("locks_replicating_cnt", ok ? 0 : files)
                .put("locks_stuck_cnt", 0)
                .put("created_at", RucioAuth.date(rule.createdMillis()))
                .putNull("error");
        Long expires = rule.expiresMillis();
        return expires == null ? row.putNull("expires_at") : row.put("expires_at", RucioAuth.date(expires));
    }

    private Handler guarded(Handler handler) {
        return open(ctx -> {
            auth.check(ctx);
            handler.handle(ctx);
        });
    }

    private static Handler open(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (ServiceError e) {
                ctx.status(e.status())
                        .header("ExceptionClass", e.kind())
                        .header("ExceptionMessage", e.text())
                        .contentType("application/octet-stream")
                        .result(object().put("ExceptionClass", e.kind())
                                .put("ExceptionMessage", e.text())
                                .toString());
            }
        };
    }

    private static void created(Context ctx) {
        ctx.status(201).contentType("text/html; charset=utf-8").result("Created");
    }

    private static void stream(Context ctx, List<ObjectNode> rows) {
        String accept = ctx.header("Accept");
        if (accept != null && !accept.matches(".*(\\*/\\*|application/x-json-stream).*")) {
            throw ServiceError.rucio(
                    406, "UnsupportedRequestedContentType", "The requested content type is not supported");
        }
        ctx.contentType("application/x-json-stream")
                .result(rows.stream().map(r -> r + "\n").collect(Collectors.joining()));
    }

    private static JsonNode body(Context ctx) {
        try {
            JsonNode body = JsonRows.MAPPER.readTree(ctx.body());
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw ServiceError.rucio(400, "ValueError", "cannot decode json parameter dictionary");
        }
        throw ServiceError.rucio(400, "TypeError", "body must be a json dictionary");
    }

    private static List<String> names(JsonNode dids) {
        List<String> names = new ArrayList<>();
        dids.forEach(d -> names.add(d.path("name").asText("")));
        return names;
    }

    private static ServiceError missing(String name) {
        return ServiceError.rucio(404, "DataIdentifierNotFound", "Data identifier 'cms:" + name + "' not found");
    }

    private static ObjectNode object() {
        return JsonRows.MAPPER.createObjectNode();
    }
}
