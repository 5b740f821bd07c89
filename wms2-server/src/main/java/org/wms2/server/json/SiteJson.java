package org.wms2.server.json;

import org.wms2.ports.store.SiteStore;

/** What WMS2 says of a site. Status words: enabled, disabled, draining, maintenance. */
public record SiteJson(String site, String status, String reason) {
    /** The form of a site. */
    public static SiteJson of(SiteStore.Site site) {
        return new SiteJson(site.name().value(), site.status().word(), site.reason());
    }
}
