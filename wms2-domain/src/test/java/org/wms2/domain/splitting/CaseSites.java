package org.wms2.domain.splitting;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What WMCore does with every job whatever the algorithm: the run of production jobs and, with WMBS, the sites. */
final class CaseSites {
    /** WMCore's code for a job that has no site. */
    private static final int NO_SITE = 71_101;

    private CaseSites() {}

    static CaseJob checked(SplittingCase recorded, CaseJob job) {
        CaseJob made = job;
        if (recorded.production()) {
            TreeMap<String, Long> mask = new TreeMap<>(job.mask());
            mask.put("FirstRun", 1L);
            mask.put("LastRun", 1L);
            made = job.withMask(mask);
        }
        return recorded.withWmbs() && nowhere(recorded, job) ? made.failedWith(NO_SITE) : made;
    }

    private static boolean nowhere(SplittingCase recorded, CaseJob job) {
        Optional<CaseFile> first = recorded.files().stream()
                .filter(file ->
                        !job.files().isEmpty() && file.lfn().equals(job.files().getFirst()))
                .findFirst();
        if (first.isEmpty()) {
            return false; // a merge job: its inputs are other rows
        }
        List<String> allowed = recorded.words("siteWhitelist");
        Set<String> sites = new HashSet<>();
        if (recorded.flag("trustSitelists", false)) {
            sites.addAll(allowed);
        } else {
            first.get().locations().forEach(rse -> sites.add(site(rse)));
            if (!allowed.isEmpty()) {
                sites.retainAll(allowed);
            }
        }
        recorded.words("siteBlacklist").forEach(sites::remove);
        return sites.isEmpty();
    }

    private static String site(String rse) {
        return rse.replaceFirst("_(Disk|MSS|Buffer|Export|Tape)$", "");
    }
}
