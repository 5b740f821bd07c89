package org.wms2.domain.errors;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wms2.domain.lifecycle.RequestState;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.Stores;

/**
 * Sites where the work units of a round failed for reasons of the site get no more work of that request for a while; a site
 * that is banned for several requests is banned for all (predecessor's rule, counted in work units).
 */
public final class SiteBanRule {
    /** Work units that must have failed at a site. */
    static final int MIN_FAILED = 3;

    /** Requests that must have banned a site before it is banned for all. */
    static final int PROMOTED_FROM = 3;

    /** How long a ban holds. */
    static final Duration LENGTH = Duration.ofDays(7);

    private static final String WHO = "rule: site bans";

    private final Stores stores;
    private final Instant now;

    public SiteBanRule(Stores stores, Instant now) {
        this.stores = stores;
        this.now = now;
    }

    /** New bans that follow from what failed in the newest DAG of a request; none that holds already. */
    public List<Change> bans(RequestState state) {
        return bans(state, failedAt(state), Map.of());
    }

    /**
     * The same while it runs.
     *
     * @param failedAt work units that have failed at a site for a reason of the site, wherever they are now
     * @param landed where work units that have not failed are now, by ordinal
     */
    public List<Change> bans(
            RequestState state, Map<SiteName, Set<WorkUnitId>> failedAt, Map<Integer, SiteName> landed) {
        RequestName request = state.request().name();
        List<SiteBan> holding = stores.sites().bans(now);
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<SiteName, Set<WorkUnitId>> entry : failedAt.entrySet()) {
            SiteName site = entry.getKey();
            int failed = entry.getValue().size();
            long there = failed
                    + state.units().stream()
                            .filter(u -> !entry.getValue().contains(u.id()))
                            .filter(u -> site.equals(u.site()) || site.equals(landed.get(u.ordinal())))
                            .count();
            boolean bad = failed >= MIN_FAILED && 2L * failed > there;
            if (!bad || isBanned(holding, site, request)) {
                continue;
            }
            String why = failed + " of " + there + " work units failed there for reasons of the site";
            changes.add(new Change.BanSite(new SiteBan(site, request, why, WHO, now, now.plus(LENGTH))));
            Set<RequestName> requests = new HashSet<>(Set.of(request));
            holding.stream()
                    .filter(b -> b.site().equals(site))
                    .map(SiteBan::request)
                    .filter(r -> r != null)
                    .forEach(requests::add);
            if (requests.size() >= PROMOTED_FROM) {
                String promoted = "banned for " + requests.size() + " requests";
                changes.add(new Change.BanSite(new SiteBan(site, null, promoted, WHO, now, now.plus(LENGTH))));
            }
        }
        return changes;
    }

    private static boolean isBanned(List<SiteBan> holding, SiteName site, RequestName request) {
        return holding.stream()
                .filter(b -> b.site().equals(site))
                .anyMatch(b -> b.request() == null || request.equals(b.request()));
    }

    /** Work units that failed in the newest attempt with a reason of the site, by site. */
    private Map<SiteName, Set<WorkUnitId>> failedAt(RequestState state) {
        Map<WorkUnitId, Integer> attempts = new HashMap<>();
        for (WorkUnit unit : state.units()) {
            attempts.put(unit.id(), unit.dag().attempt());
        }
        Map<SiteName, Set<WorkUnitId>> failed = new TreeMap<>();
        for (Failure failure : stores.failures().of(state.request().name())) {
            SiteName site = failure.site();
            Integer attempt = attempts.get(failure.workUnit());
            boolean newest = attempt != null && attempt == failure.attempt();
            if (site != null && newest && failure.category().isOfSite()) {
                failed.computeIfAbsent(site, s -> new HashSet<>()).add(failure.workUnit());
            }
        }
        return failed;
    }
}
