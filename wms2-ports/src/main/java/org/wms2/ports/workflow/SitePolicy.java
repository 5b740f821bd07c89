package org.wms2.ports.workflow;

import java.util.List;
import org.wms2.ports.id.SiteName;

/** The request's own word on sites. An empty whitelist allows all. */
public record SitePolicy(List<SiteName> whitelist, List<SiteName> blacklist, boolean trustSitelists) {
    public SitePolicy {
        whitelist = List.copyOf(whitelist);
        blacklist = List.copyOf(blacklist);
    }
}
