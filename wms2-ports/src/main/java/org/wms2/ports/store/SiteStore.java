package org.wms2.ports.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;

/** What WMS2 itself says of sites. */
public interface SiteStore {
    /** All sites that WMS2 knows, by name; one that is absent is enabled. */
    List<Site> sites();

    /** Inserts or replaces a site. */
    void put(Site site);

    /** Bans that hold at a time, by site, then request, those of no request first. */
    List<SiteBan> bans(Instant at);

    /** Bans a site; an older ban of the same site and request is replaced. */
    void ban(SiteBan ban);

    /**
     * Lifts a ban.
     *
     * @param request null: the ban that holds for every request
     * @return whether there was one
     */
    boolean unban(SiteName site, @Nullable RequestName request);

    /** A site and whether it is used. */
    record Site(SiteName name, SiteStatus status, String reason) {}
}
