package org.wms2.server.json;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.store.SiteBan;

/**
 * A ban of a site.
 *
 * @param request absent: it holds for every request
 */
public record SiteBanJson(
        String site, @Nullable String request, String reason, String who, Instant since, Instant until) {
    /** The form of a ban. */
    public static SiteBanJson of(SiteBan ban) {
        RequestName request = ban.request();
        return new SiteBanJson(
                ban.site().value(),
                request == null ? null : request.value(),
                ban.reason(),
                ban.who(),
                ban.since(),
                ban.until());
    }
}
