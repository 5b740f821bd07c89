package org.wms2.ports.store;

import java.util.List;
import org.wms2.ports.id.SiteName;

/** What WMS2 itself says of sites. */
public interface SiteStore {
    /** All sites that WMS2 knows, by name; one that is absent is enabled. */
    List<Site> sites();

    /** Inserts or replaces a site. */
    void put(Site site);

    /** A site and whether it is used. */
    record Site(SiteName name, SiteStatus status, String reason) {}
}
