package org.wms2.server.json;

import java.time.Instant;
import org.wms2.domain.why.StuckRule.Stuck;

/** A request that has waited for one thing for longer than its limit. */
public record StuckJson(
        String request, String status, String cause, String owner, Instant since, long limitSeconds, String reason) {
    /** The form of a stuck request. */
    public static StuckJson of(Stuck stuck) {
        return new StuckJson(
                stuck.request().name().value(),
                stuck.request().status().word(),
                stuck.cause().word(),
                stuck.cause().owner().word(),
                stuck.since(),
                stuck.limit().toSeconds(),
                stuck.request().reason());
    }
}
