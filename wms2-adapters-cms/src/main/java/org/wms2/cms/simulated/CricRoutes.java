package org.wms2.cms.simulated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.wms2.cms.http.JsonRows;

/** CRIC's wire: the two presets of sites in the flat shape (contracts/cms.md 5.1). */
record CricRoutes() {

    void register(RoutesConfig routes) {
        routes.get("/cric/api/cms/site/query/", CricRoutes::query);
    }

    private static void query(Context ctx) {
        String preset = String.valueOf(ctx.queryParam("preset"));
        ctx.contentType("application/json");
        switch (preset) {
            case "data-processing" -> ctx.result(processing().toString());
            case "site-names" -> ctx.result(names().toString());
            default -> ctx.status(400).result("{\"error\": \"this preset is not played\"}");
        }
    }

    private static ObjectNode processing() {
        ObjectNode root = flat(List.of("phedex_name", "psn_name"));
        ArrayNode result = root.putArray("result");
        for (PretendedSites.Rse rse : PretendedSites.RSES) {
            if (!rse.site().isEmpty()) {
                result.addArray().add(rse.name()).add(rse.site());
            }
        }
        return root;
    }

    private static ObjectNode names() {
        ObjectNode root = flat(List.of("type", "site_name", "alias"));
        ArrayNode result = root.putArray("result");
        for (PretendedSites.Rse rse : PretendedSites.RSES) {
            result.addArray().add("phedex").add(rse.name()).add(rse.name());
            if (!rse.site().isEmpty()) {
                result.addArray().add("psn").add(rse.site()).add(rse.site());
            }
        }
        return root;
    }

    private static ObjectNode flat(List<String> columns) {
        ObjectNode root = JsonRows.MAPPER.createObjectNode();
        ArrayNode named = root.putObject("desc").putArray("columns");
        columns.forEach(named::add);
        return root;
    }
}
