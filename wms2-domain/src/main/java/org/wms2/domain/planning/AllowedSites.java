package org.wms2.domain.planning;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wms2.domain.splitting.LocationGroup;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.workflow.SitePolicy;

/**
 * Sites that a work unit's landing may use (design/states.md): sites of the input's replicas, or all where locations do
 * not matter; of these the whitelist's, without the blacklist's and the excluded.
 */
final class AllowedSites {
    private final SiteView view;
    private final SitePolicy policy;
    private final Map<LocationGroup, Answer> known = new HashMap<>();

    AllowedSites(SiteView view, SitePolicy policy) {
        this.view = view;
        this.policy = policy;
    }

    /**
     * The sites, or why there are none.
     *
     * @param reason empty if there are sites
     */
    record Answer(SortedSet<SiteName> sites, String reason) {}

    Answer of(LocationGroup group) {
        return known.computeIfAbsent(group, this::find);
    }

    private Answer find(LocationGroup group) {
        TreeSet<SiteName> sites = new TreeSet<>();
        if (group.anywhere()) {
            sites.addAll(view.map().sites());
        } else {
            for (RseName rse : group.rses()) {
                sites.addAll(view.map().sitesOf(rse));
            }
        }
        if (sites.isEmpty()) {
            return none(withoutSite(group));
        }
        String before = sites.toString();
        if (!policy.whitelist().isEmpty()) {
            sites.retainAll(policy.whitelist());
        }
        if (sites.isEmpty()) {
            return none("SiteWhitelist " + policy.whitelist() + " has none of the sites " + before
                    + (group.anywhere() ? " known to CRIC" : " that have the input"));
        }
        before = sites.toString();
        policy.blacklist().forEach(sites::remove);
        if (sites.isEmpty()) {
            return none("SiteBlacklist " + policy.blacklist() + " has all the sites left, " + before);
        }
        return withoutExcluded(sites);
    }

    private Answer withoutExcluded(SortedSet<SiteName> sites) {
        StringBuilder excluded = new StringBuilder();
        for (SiteName site : new TreeSet<>(sites)) {
            String why = view.excluded().get(site);
            if (why != null) {
                sites.remove(site);
                excluded.append(excluded.isEmpty() ? "" : ", ")
                        .append(site)
                        .append(' ')
                        .append(why);
            }
        }
        return sites.isEmpty() ? none("every site left is excluded: " + excluded) : new Answer(sites, "");
    }

    private static String withoutSite(LocationGroup group) {
        if (group.anywhere()) {
            return "CRIC knows no site";
        }
        return group.rses().isEmpty()
                ? "no RSE has a complete replica of the input"
                : "no site is served by the RSEs that have the input, " + group.rses();
    }

    private static Answer none(String reason) {
        return new Answer(new TreeSet<>(), reason);
    }
}
