package org.wms2.server.http;

import io.javalin.config.RoutesConfig;

/** One resource: registers its routes. */
public interface Routes {
    void register(RoutesConfig routes);
}
