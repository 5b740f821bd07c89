package org.wms2.cms.simulated;

import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wms2.ports.cms.Cric;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;

/** CRIC's port on the pretended sites. */
record InMemoryCric() implements Cric {

    @Override
    public SiteMap siteMap() {
        TreeMap<RseName, SortedSet<SiteName>> map = new TreeMap<>();
        for (PretendedSites.Rse rse : PretendedSites.RSES) {
            if (!rse.site().isEmpty()) {
                map.computeIfAbsent(new RseName(rse.name()), r -> new TreeSet<>())
                        .add(new SiteName(rse.site()));
            }
        }
        return new SiteMap(map);
    }
}
