package org.wms2.domain.planning;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore;

/**
 * The sites as they are when a plan is made.
 *
 * @param map which RSE serves which site
 * @param excluded sites that get no work now, with the word for why: disabled, draining, maintenance, banned
 */
public record SiteView(SiteMap map, SortedMap<SiteName, String> excluded) {
    public SiteView {
        excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
    }

    /** What CRIC and WMS2 say of sites now, for one request: its own bans count, those of others do not. */
    public static SiteView of(SiteMap map, SiteStore sites, RequestName request, Instant now) {
        return new SiteView(map, excluded(sites, request, now));
    }

    /** Sites that get no work of a request now, with the word for why. */
    public static SortedMap<SiteName, String> excluded(SiteStore sites, RequestName request, Instant now) {
        TreeMap<SiteName, String> excluded = new TreeMap<>();
        for (SiteStore.Site site : sites.sites()) {
            if (site.status() != SiteStatus.ENABLED) {
                excluded.put(site.name(), site.status().word());
            }
        }
        for (SiteBan ban : sites.bans(now)) {
            if (ban.request() == null || request.equals(ban.request())) {
                String whom = ban.request() == null ? "banned" : "banned for this request";
                excluded.putIfAbsent(ban.site(), whom + " until " + ban.until().truncatedTo(ChronoUnit.SECONDS));
            }
        }
        return excluded;
    }
}
