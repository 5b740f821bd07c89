package org.wms2.cms.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wms2.cms.http.JsonRows;

/** DBS's wire, reader and writer (contracts/cms.md 3.1 to 3.5), for the calls that we make. */
record DbsRoutes(SimulatedCms cms) {

    private static final String READER = "/dbs/prod/global/DBSReader";
    private static final String WRITER = "/dbs/prod/global/DBSWriter";

    void register(RoutesConfig routes) {
        for (String base : List.of(READER, WRITER)) {
            routes.get(base + "/datasets", guarded(this::datasets));
            routes.get(base + "/blocks", guarded(this::blocks));
            routes.get(base + "/files", guarded(this::files));
            routes.get(base + "/filelumis", guarded(this::fileLumis));
            routes.get(base + "/fileparents", guarded(this::fileParents));
        }
        routes.post(WRITER + "/bulkblocks", guarded(ctx -> {
            cms.bulkBlocks(body(ctx));
            list(ctx, Stream.empty());
        }));
        routes.put(WRITER + "/datasets", guarded(ctx -> {
            JsonNode body = body(ctx);
            cms.accessType(
                    body.path("dataset").asText(""),
                    body.path("dataset_access_type").asText(""));
            list(ctx, Stream.empty());
        }));
    }

    private void datasets(Context ctx) {
        allow(ctx, "dataset", "dataset_access_type", "detail");
        String pattern = parameter(ctx, "dataset");
        String type = Optional.ofNullable(ctx.queryParam("dataset_access_type")).orElse("VALID");
        boolean detail = detail(ctx);
        list(
                ctx,
                cms.dbs(DbsState::datasets).stream()
                        .filter(d -> like(pattern, d.name()) && like(type, d.accessType()))
                        .map(d -> detail ? detailed(d) : object().put("dataset", d.name())));
    }

    private void blocks(Context ctx) {
        allow(ctx, "dataset", "block_name", "detail");
        String dataset = parameter(ctx, "dataset");
        String name = parameter(ctx, "block_name");
        if (dataset.isEmpty() && name.isEmpty()) {
            throw ServiceError.dbs(118, "blocks API needs dataset or block_name");
        }
        boolean detail = detail(ctx);
        List<Rows.Block> found = name.isEmpty()
                ? cms.dbs(d -> d.blocks(dataset))
                : cms.dbs(d -> d.block(blockName(name))).stream().toList();
        list(ctx, found.stream().map(b -> detail ? detailed(b) : object().put("block_name", b.name())));
    }

    private void files(Context ctx) {
        allow(ctx, "dataset", "block_name", "validFileOnly", "detail");
        boolean detail = detail(ctx);
        list(
                ctx,
                selected(ctx)
                        .flatMap(b -> files(ctx, b)
                                .map(f -> detail ? detailed(b, f) : object().put("logical_file_name", f.lfn()))));
    }

    private void fileLumis(Context ctx) {
        allow(ctx, "block_name", "validFileOnly");
        list(
                ctx,
                selected(ctx)
                        .flatMap(b -> files(ctx, b))
                        .flatMap(f -> f.lumis().stream()
                                .map(l -> object().put("event_count", l.events())
                                        .put("logical_file_name", f.lfn())
                                        .put("lumi_section_num", l.lumi())
                                        .put("run_num", l.run()))));
    }

    private void fileParents(Context ctx) {
        allow(ctx, "block_name");
        list(
                ctx,
                selected(ctx)
                        .flatMap(b -> b.files().stream())
                        .flatMap(f -> f.parents().stream()
                                .map(p -> object().put("logical_file_name", f.lfn())
                                        .put("parent_logical_file_name", p))));
    }

    private Stream<Rows.File> files(Context ctx, Rows.Block block) {
        return parameter(ctx, "validFileOnly").equals("1")
                ? cms.dbs(d -> d.validFiles(block.name())).stream()
                : block.files().stream();
    }

    private Stream<Rows.Block> selected(Context ctx) {
        String name = parameter(ctx, "block_name");
        String dataset = parameter(ctx, "dataset");
        if (name.isEmpty() && dataset.isEmpty()) {
            throw ServiceError.dbs(118, "the API needs dataset or block_name");
        }
        return name.isEmpty()
                ? cms.dbs(d -> d.blocks(dataset)).stream()
                : cms.dbs(d -> d.block(blockName(name))).stream();
    }

    private static ObjectNode detailed(Rows.Dataset d) {
        String[] parts = d.name().split("/", -1);
        return object().put("dataset", d.name())
                .put("dataset_access_type", d.accessType())
                .put("primary_ds_name", parts[1])
                .put("primary_ds_type", d.primaryType())
                .put("processed_ds_name", parts[2])
                .put("data_tier_name", parts[3])
                .put("acquisition_era_name", d.era())
                .put("processing_version", d.processingVersion())
                .put("physics_group_name", "NoGroup")
                .put("prep_id", d.prepId())
                .put("creation_date", d.createdSeconds());
    }

    private static ObjectNode detailed(Rows.Block b) {
        return object().put("block_name", b.name())
                .put("dataset", b.name().replaceFirst("#.*$", ""))
                .put("block_size", b.bytes())
                .put("file_count", b.files().size())
                .put("open_for_writing", 0)
                .put("origin_site_name", b.origin())
                .put("creation_date", b.createdSeconds());
    }

    private static ObjectNode detailed(Rows.Block b, Rows.File f) {
        return object().put("logical_file_name", f.lfn())
                .put("block_name", b.name())
                .put("dataset", b.name().replaceFirst("#.*$", ""))
                .put("file_size", f.bytes())
                .put("event_count", f.events())
                .put("adler32", f.adler32())
                .put("check_sum", f.checkSum())
                .put("md5", "")
                .put("file_type", "EDM")
                .put("is_file_valid", f.valid() ? 1 : 0);
    }

    private void list(Context ctx, Stream<ObjectNode> rows) {
        List<ObjectNode> ordered = cms.ordered(rows.toList());
        ctx.contentType("application/json")
                .result("[\n" + ordered.stream().map(ObjectNode::toString).collect(Collectors.joining("\n,"))
                        + "\n]\n");
    }

    /** DBS takes exactly this content type (3.2). */
    private static JsonNode body(Context ctx) {
        if (!"application/json".equals(ctx.contentType())) {
            throw ServiceError.dbs(117, "unsupported Content-Type " + ctx.contentType());
        }
        try {
            return JsonRows.MAPPER.readTree(ctx.body());
        } catch (JsonProcessingException e) {
            throw ServiceError.dbs(122, "fail to decode JSON: " + e.getOriginalMessage());
        }
    }

    private static Handler guarded(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (ServiceError e) {
                error(ctx, e.code() == 117 ? 415 : 400, e);
            }
        };
    }

    private static void error(Context ctx, int status, ServiceError e) {
        ObjectNode root = object();
        root.putObject("error")
                .put("reason", "nil")
                .put("message", e.text())
                .put("function", "simulated")
                .put("code", e.code())
                .put("stacktrace", "");
        root.putObject("http")
                .put("method", ctx.method().name())
                .put("code", status)
                .put("path", ctx.path());
        root.put("exception", status)
                .put("type", "HTTPError")
                .put("message", "\nDBSError\n   Code: " + e.code() + "\n   Message: " + e.text() + "\n");
        ctx.status(status).contentType("application/json").result("[\n " + root + "\n]\n");
    }

    private static void allow(Context ctx, String... names) {
        Set<String> accepted = Set.of(names);
        for (String given : ctx.queryParamMap().keySet()) {
            if (!accepted.contains(given)) {
                throw ServiceError.dbs(
                        118, "parameter '" + given + "' is not accepted by '" + ctx.path() + "' API, or not played");
            }
        }
    }

    private static String blockName(String name) {
        if (!name.contains("#") || name.length() - name.indexOf('#') > 37) {
            throw ServiceError.dbs(118, "unable to validate block_name " + name);
        }
        return name;
    }

    private static boolean like(String pattern, String value) {
        Function<String, String> quoted = java.util.regex.Pattern::quote;
        String regex = Stream.of(pattern.split("\\*", -1)).map(quoted).collect(Collectors.joining(".*"));
        return value.matches(regex);
    }

    private static String parameter(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).orElse("");
    }

    private static boolean detail(Context ctx) {
        return Set.of("1", "true").contains(parameter(ctx, "detail"));
    }

    private static ObjectNode object() {
        return JsonRows.MAPPER.createObjectNode();
    }
}
