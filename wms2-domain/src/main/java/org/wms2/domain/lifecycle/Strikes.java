package org.wms2.domain.lifecycle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.store.FailureStore;

/**
 * What the sites of a running DAG did to its work units, and what of it is not stored yet.
 *
 * @param all work units that a site has failed, by site
 * @param news strikes without a stored failure of that work unit at that site in this attempt
 */
record Strikes(Dag dag, Map<SiteName, Set<WorkUnitId>> all, List<Strike> news) {
    /** One work unit failed at one site. */
    record Strike(WorkUnit unit, SiteName site) {}

    static Strikes of(RequestState state, Dag dag, SortedMap<Integer, List<SiteName>> struck, FailureStore stored) {
        Set<String> known = stored.of(state.request().name()).stream()
                .filter(f -> f.attempt() == dag.key().attempt() && f.category().isOfSite())
                .map(f -> f.workUnit() + " " + f.site())
                .collect(Collectors.toSet());
        Map<SiteName, Set<WorkUnitId>> all = new TreeMap<>();
        List<Strike> news = new ArrayList<>();
        for (WorkUnit unit : state.units()) {
            for (SiteName site : struck.getOrDefault(unit.ordinal(), List.of())) {
                all.computeIfAbsent(site, s -> new HashSet<>()).add(unit.id());
                if (!known.contains(unit.id() + " " + site)) {
                    news.add(new Strike(unit, site));
                }
            }
        }
        return new Strikes(dag, all, news);
    }

    /** All strikes of the sites that have new ones: a site whose ban a person has lifted is banned again for news only. */
    Map<SiteName, Set<WorkUnitId>> atNewSites() {
        Set<SiteName> sites = news.stream().map(Strike::site).collect(Collectors.toSet());
        Map<SiteName, Set<WorkUnitId>> at = new TreeMap<>(all);
        at.keySet().retainAll(sites);
        return at;
    }

    /** What to store of them: the reports of their jobs, and at least one failure for each. */
    List<Failure> failures(DagFiles files) {
        List<Failure> failures = new ArrayList<>();
        for (Strike strike : news) {
            WorkUnit unit = strike.unit();
            int attempt = dag.key().attempt();
            // Where it is now, jobs that failed may be tried again: they are no failures yet.
            List<Failure> there = files.failures(dag.directory(), unit.id(), unit.ordinal(), attempt).stream()
                    .filter(f -> strike.site().equals(f.site()))
                    .toList();
            failures.addAll(there);
            if (there.stream().noneMatch(f -> f.category().isOfSite())) {
                failures.add(new Failure(
                        unit.id(),
                        attempt,
                        strike.site(),
                        FailureCategory.SITE,
                        0,
                        1,
                        "landing",
                        "failed for a reason of the site; its reports are gone"));
            }
        }
        return failures;
    }
}
