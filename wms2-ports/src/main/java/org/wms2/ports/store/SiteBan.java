package org.wms2.ports.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;

/**
 * A site gets no work until a time, of one request or at all. One per (site, request); a later one replaces it.
 *
 * @param request null: of no request at all
 * @param who user and host, or the name of a rule
 */
public record SiteBan(
        SiteName site, @Nullable RequestName request, String reason, String who, Instant since, Instant until) {}
