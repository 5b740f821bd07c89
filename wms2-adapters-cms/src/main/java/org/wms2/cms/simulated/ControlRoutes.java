package org.wms2.cms.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wms2.cms.http.JsonRows;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;

/** The control surface of the pretended CMS: what fills it, and what it holds. */
record ControlRoutes(SimulatedCms cms) {

    /** Size of a file's events where its size is not given. */
    private static final long BYTES_PER_EVENT = 20_000;

    private static final String JSON = "application/json";

    void register(RoutesConfig routes) {
        routes.get(
                "/simulated/ping",
                ctx -> json(
                        ctx,
                        200,
                        JsonRows.MAPPER
                                .createObjectNode()
                                .put("service", "simulated CMS")
                                .put("pid", ProcessHandle.current().pid())));
        routes.get("/simulated/scenarios", ctx -> json(ctx, 200, scenarios()));
        routes.post("/simulated/scenarios", guarded(this::create));
        routes.post("/simulated/documents", guarded(this::load));
        routes.post("/simulated/files", guarded(this::addFiles));
        routes.put("/simulated/files", guarded(this::setValid));
        routes.put("/simulated/order", guarded(this::answerOrder));
        routes.get("/simulated/datasets", ctx -> json(ctx, 200, datasets()));
    }

    private static ArrayNode scenarios() {
        ArrayNode list = JsonRows.MAPPER.createArrayNode();
        for (Scenario scenario : Scenario.all()) {
            list.addObject()
                    .put("name", scenario.name())
                    .put("about", scenario.about())
                    .put("refusedFor", scenario.refusedFor());
        }
        return list;
    }

    private void create(Context ctx) throws JsonProcessingException {
        JsonNode body = JsonRows.MAPPER.readTree(ctx.body());
        RequestName name = new RequestName(body.path("name").asText(""));
        cms.content().create(body.path("scenario").asText(""), name);
        ObjectNode answer = JsonRows.MAPPER.createObjectNode();
        answer.putArray("names").add(name.value());
        json(ctx, 201, answer);
    }

    private void load(Context ctx) {
        List<String> names = cms.content()
                .load(
                        ctx.body(),
                        Optional.ofNullable(ctx.queryParam("name")),
                        Optional.ofNullable(ctx.queryParam("as")));
        ObjectNode answer = JsonRows.MAPPER.createObjectNode();
        names.forEach(answer.putArray("names")::add);
        json(ctx, 201, answer);
    }

    /** {@code {"block": name, "rses": [...], "files": [...]}}, each file as {@link NewFile} has it. */
    private void addFiles(Context ctx) throws JsonProcessingException {
        JsonNode body = JsonRows.MAPPER.readTree(ctx.body());
        List<RseName> rses = new ArrayList<>();
        body.path("rses").forEach(r -> rses.add(new RseName(r.asText(""))));
        List<NewFile> files = new ArrayList<>();
        body.path("files").forEach(f -> files.add(NewFile.read(f, BYTES_PER_EVENT)));
        ObjectNode answer = JsonRows.MAPPER.createObjectNode();
        ArrayNode names = answer.putArray("lfns");
        cms.input()
                .addFiles(new BlockName(body.path("block").asText("")), rses, files)
                .forEach(lfn -> names.add(lfn.value()));
        json(ctx, 201, answer);
    }

    /** {@code {"lfn": name, "valid": true or false}}. */
    private void setValid(Context ctx) throws JsonProcessingException {
        JsonNode body = JsonRows.MAPPER.readTree(ctx.body());
        if (!body.path("valid").isBoolean()) {
            throw new InputRefusedException("valid", body.path("valid").toString(), "true or false");
        }
        cms.input()
                .setValid(
                        new Lfn(body.path("lfn").asText("")), body.path("valid").booleanValue());
        json(ctx, 200, JsonRows.MAPPER.createObjectNode());
    }

    /** {@code {"order": "stored", "reversed" or "shuffled"}}. */
    private void answerOrder(Context ctx) throws JsonProcessingException {
        String word = JsonRows.MAPPER.readTree(ctx.body()).path("order").asText("");
        AnswerOrder order = Arrays.stream(AnswerOrder.values())
                .filter(o -> o.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new InputRefusedException("order", word, "stored, reversed or shuffled"));
        cms.input().answerOrder(order);
        json(ctx, 200, JsonRows.MAPPER.createObjectNode());
    }

    private ArrayNode datasets() {
        ArrayNode list = JsonRows.MAPPER.createArrayNode();
        cms.content().datasets().forEach(d -> list.add(JsonRows.MAPPER.valueToTree(d)));
        return list;
    }

    private static Handler guarded(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (Wms2Exception e) {
                int status = switch (e.code()) {
                    case NOT_FOUND -> 404;
                    case CONFLICT -> 409;
                    default -> 400;
                };
                error(ctx, status, e.code(), e.text());
            } catch (JsonProcessingException e) {
                error(
                        ctx,
                        400,
                        ErrorCode.INPUT_REFUSED,
                        new InputRefusedException("body", e.getOriginalMessage(), "JSON").text());
            }
        };
    }

    private static void error(Context ctx, int status, ErrorCode code, String message) {
        json(
                ctx,
                status,
                JsonRows.MAPPER.createObjectNode().put("code", code.name()).put("error", message));
    }

    private static void json(Context ctx, int status, JsonNode body) {
        ctx.status(status).contentType(JSON).result(body + "\n");
    }
}
