package org.wms2.ports.cms;

/** The CMS information catalogue: which sites there are, and which RSE serves which site (contracts/cms.md 5.1). */
public interface Cric {
    /** The map as of now; cheap to call, implementations cache it for minutes. */
    SiteMap siteMap();
}
