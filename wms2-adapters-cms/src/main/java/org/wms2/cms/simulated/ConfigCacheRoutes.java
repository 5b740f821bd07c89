package org.wms2.cms.simulated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.wms2.cms.http.JsonRows;

/** CouchDB's wire for configurations (contracts/cms.md 6). */
record ConfigCacheRoutes(SimulatedCms cms) {

    void register(RoutesConfig routes) {
        routes.get("/couchdb/{database}/{id}", this::config);
    }

    private void config(Context ctx) {
        String id = ctx.pathParam("id");
        Optional<List<Rows.Module>> modules = cms.configuration(ctx.pathParam("database"), id);
        ctx.contentType("application/json");
        if (modules.isEmpty()) {
            ctx.status(404).result("{\"error\":\"not_found\",\"reason\":\"missing\"}\n");
            return;
        }
        ObjectNode root = JsonRows.MAPPER.createObjectNode();
        root.put("_id", id).put("_rev", "1-0").put("type", "config").put("pset_hash", InMemoryConfigCache.psetHash(id));
        root.putObject("description").put("config_label", id).put("config_desc", "pretended");
        ObjectNode process = root.putObject("pset_tweak_details").putObject("process");
        ArrayNode names = process.putArray("outputModules_");
        for (Rows.Module module : modules.get()) {
            names.add(module.name());
            process.putObject(module.name())
                    .putObject("dataset")
                    .put("dataTier", module.tier())
                    .put("filterName", module.filter());
        }
        ctx.result(root.toString());
    }
}
