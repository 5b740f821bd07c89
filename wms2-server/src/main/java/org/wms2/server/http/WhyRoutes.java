package org.wms2.server.http;

import io.javalin.config.RoutesConfig;
import java.util.function.Function;
import org.wms2.domain.why.Blockage;
import org.wms2.ports.id.RequestName;
import org.wms2.server.json.BlockageJson;

/** {@code GET /api/v1/requests/{name}/why}: why it does not move. */
public final class WhyRoutes implements Routes {
    private final Function<RequestName, Blockage> why;

    /** Asks this; it throws with code NOT_FOUND if there is no such request. */
    public WhyRoutes(Function<RequestName, Blockage> why) {
        this.why = why;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(
                "/api/v1/requests/{name}/why",
                context ->
                        Answers.json(context, BlockageJson.of(why.apply(new RequestName(context.pathParam("name"))))));
    }
}
