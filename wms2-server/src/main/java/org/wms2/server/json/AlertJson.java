package org.wms2.server.json;

import java.time.Instant;
import org.wms2.domain.why.Blockage;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Alert;

/**
 * What the program of on-alert gets on standard input.
 *
 * @param kind held, quarantined or stuck
 * @param reason as the request's row has it
 * @param command what clears it: a command, or what to tell whom
 * @param why all of {@code wms2 why --json}
 */
public record AlertJson(String kind, String request, Instant since, String reason, String command, BlockageJson why) {
    /** The form of an alert. */
    public static AlertJson of(Request request, Alert alert, Blockage blockage) {
        return new AlertJson(
                alert.kind().word(),
                request.name().value(),
                alert.since(),
                request.reason(),
                blockage.command(),
                BlockageJson.of(blockage));
    }
}
