package org.wms2.server.http;

import io.javalin.http.Context;
import org.wms2.server.json.Json;

/** Writes answers. */
final class Answers {
    private Answers() {}

    static void json(Context context, Object value) {
        context.contentType("application/json").result(Json.line(value));
    }

    static void problem(Context context, Problem problem) {
        context.status(problem.status()).contentType("application/problem+json").result(Json.line(problem));
    }
}
