package org.wms2.server.http;

import io.javalin.http.Context;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.server.json.Json;

/** What a call says of itself. */
final class Callers {
    private Callers() {}

    /** Who calls: nobody logs in on the loopback, so the address is all that is known. */
    static String who(Context context) {
        return "api@" + context.ip();
    }

    /**
     * The body of a call that changes something.
     *
     * @throws InputRefusedException if it is not JSON of that form, or not said to be JSON: a page of another site that is
     *     open in a browser of this machine cannot send that without asking
     */
    static <T> T body(Context context, Class<T> form) {
        String type = context.contentType();
        if (type == null || !type.startsWith("application/json")) {
            throw new InputRefusedException("Content-Type", type == null ? "" : type, "application/json");
        }
        return Json.read(context.body(), form);
    }
}
