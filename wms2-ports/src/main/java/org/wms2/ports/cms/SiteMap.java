package org.wms2.ports.cms;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;

/** Processing sites and the storage elements that serve them, many to many. */
public record SiteMap(SortedMap<RseName, SortedSet<SiteName>> sitesByRse) {
    public SiteMap {
        TreeMap<RseName, SortedSet<SiteName>> copy = new TreeMap<>();
        for (Map.Entry<RseName, SortedSet<SiteName>> entry : sitesByRse.entrySet()) {
            copy.put(entry.getKey(), Collections.unmodifiableSortedSet(new TreeSet<>(entry.getValue())));
        }
        sitesByRse = Collections.unmodifiableSortedMap(copy);
    }

    /** All processing sites. */
    public SortedSet<SiteName> sites() {
        TreeSet<SiteName> all = new TreeSet<>();
        sitesByRse.values().forEach(all::addAll);
        return all;
    }

    /** The sites that an RSE serves; empty if it is unknown. */
    public SortedSet<SiteName> sitesOf(RseName rse) {
        return sitesByRse.getOrDefault(rse, Collections.emptySortedSet());
    }

    /** The disk RSE where jobs of a site leave their files: {@code <site>_Disk}, else {@code <site>}, else the first. */
    public Optional<RseName> outputRse(SiteName site) {
        return sitesByRse.entrySet().stream()
                .filter(e -> e.getValue().contains(site))
                .map(Map.Entry::getKey)
                .min(Comparator.comparing((RseName r) -> !r.value().equals(site.value() + "_Disk"))
                        .thenComparing(r -> !r.value().equals(site.value()))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
