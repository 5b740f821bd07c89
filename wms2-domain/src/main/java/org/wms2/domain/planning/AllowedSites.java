package org.wms2.domain.planning;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.workflow.SitePolicy;

/**
 * Sites that a work unit's landing may use (design/states.md): sites of the input's replicas, or all where locations do
 * not matter; of these the whitelist's, without the blacklist's and the excluded.
 */
final class AllowedSites {
    private final SiteView view;
    private final SitePolicy policy;
    private final Map<SortedSet<RseName>, Answer> known = new HashMap<>();
    private @Nullable Answer anywhere;

    AllowedSites(SiteView view, SitePolicy policy) {
        this.view = view;
        this.policy = policy;
    }

    /**
     * The sites, or why there are none.
     *
     * @param cause which kind of reason; {@link Cause#NONE} if there are sites
     * @param reason empty if there are sites
     */
    record Answer(SortedSet<SiteName> sites, Cause cause, String reason) {}

    /** For input that is completely at each of these. */
    Answer of(SortedSet<RseName> rses) {
        return known.computeIfAbsent(rses, this::find);
    }

    /** For what has no place: a generator, or input read from afar (TrustSitelists). */
    Answer anywhere() {
        Answer answer = anywhere;
        if (answer == null) {
            answer = allowed(view.map().sites(), true, "CRIC knows no site", " known to CRIC");
            anywhere = answer;
        }
        return answer;
    }

    private Answer find(SortedSet<RseName> rses) {
        TreeSet<SiteName> sites = new TreeSet<>();
        for (RseName rse : rses) {
            sites.addAll(view.map().sitesOf(rse));
        }
        String none = rses.isEmpty()
                ? "no RSE has a complete replica of the input"
                : "no site is served by the RSEs that have the input, " + rses;
        return allowed(sites, !rses.isEmpty(), none, " that have the input");
    }

    private Answer allowed(Collection<SiteName> served, boolean onDisk, String none, String which) {
        TreeSet<SiteName> sites = new TreeSet<>(served);
        if (sites.isEmpty()) {
            return new Answer(sites, onDisk ? Cause.NO_SITE : Cause.INPUT_NOT_ON_DISK, none);
        }
        String before = sites.toString();
        if (!policy.whitelist().isEmpty()) {
            sites.retainAll(policy.whitelist());
        }
        if (sites.isEmpty()) {
            return none("SiteWhitelist " + policy.whitelist() + " has none of the sites " + before + which);
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
        return sites.isEmpty() ? none("every site left is excluded: " + excluded) : new Answer(sites, Cause.NONE, "");
    }

    private static Answer none(String reason) {
        return new Answer(new TreeSet<>(), Cause.NO_SITE, reason);
    }
}
