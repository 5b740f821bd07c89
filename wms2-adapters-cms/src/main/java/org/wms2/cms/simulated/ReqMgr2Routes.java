package org.wms2.cms.simulated;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** ReqMgr2's wire: requests by name (contracts/cms.md 1.1, 1.3). */
record ReqMgr2Routes(SimulatedCms cms) {

    void register(RoutesConfig routes) {
        routes.get("/reqmgr2/data/request/{name}", ctx -> requests(ctx, List.of(ctx.pathParam("name"))));
        routes.put("/reqmgr2/data/request/{name}", this::put);
        routes.get("/reqmgr2/data/request", ctx -> requests(ctx, ctx.queryParams("name")));
    }

    private void requests(Context ctx, List<String> names) {
        String accept = ctx.header("Accept");
        if (accept == null || !accept.matches(".*(application/json|text/plain|\\*/\\*).*")) {
            error(ctx, 406, 201, "Not acceptable");
            return;
        }
        List<String> found = new ArrayList<>();
        for (String name : names) {
            cms.document(name).ifPresent(document -> found.add("\"" + name + "\": " + document));
        }
        ctx.header("X-Rest-Status", "100")
                .header("X-Rest-Time", "1.0 us")
                .contentType("application/json")
                .result("{\"result\": [\n" + (found.isEmpty() ? "" : " {" + String.join(", ", found) + "}\n") + "]}\n");
    }

    private void put(Context ctx) {
        String name = ctx.pathParam("name");
        try {
            String word = new RequestUpdates(cms).put(name, ctx.body());
            ctx.header("X-Rest-Status", "100")
                    .contentType("application/json")
                    .result("{\"result\": [\n {\"" + name + "\": \"" + word + "\"}\n]}\n");
        } catch (ServiceError e) {
            error(ctx, e.status(), e.code(), e.text());
        }
    }

    private static void error(Context ctx, int status, int code, String detail) {
        ctx.status(status)
                .header("X-Rest-Status", String.valueOf(code))
                .header("X-Error-Http", String.valueOf(status))
                .header("X-Error-Id", UUID.randomUUID().toString().replace("-", ""))
                .header("X-Error-Detail", detail)
                .contentType("text/html;charset=utf-8")
                .result("<html><body><h2>" + status + "</h2><p>" + detail + "</p></body></html>\n");
    }
}
