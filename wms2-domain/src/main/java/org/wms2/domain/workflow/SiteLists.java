package org.wms2.domain.workflow;

import java.util.TreeSet;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.workflow.SitePolicy;

/** The checks that ReqMgr2 makes of site lists at assignment (contracts/cms.md 1.7). */
final class SiteLists {
    private SiteLists() {}

    static void check(RequestSpec spec) {
        if (spec.siteWhitelist().isEmpty()) {
            throw new InputRefusedException("SiteWhitelist", "", "one site or more");
        }
        TreeSet<SiteName> both = new TreeSet<>(spec.siteWhitelist());
        both.retainAll(spec.siteBlacklist());
        if (!both.isEmpty()) {
            throw new InputRefusedException("SiteBlacklist", both.toString(), "no site that is in SiteWhitelist too");
        }
    }

    static SitePolicy policy(RequestSpec spec) {
        return new SitePolicy(spec.siteWhitelist(), spec.siteBlacklist(), spec.trustSitelists());
    }
}
