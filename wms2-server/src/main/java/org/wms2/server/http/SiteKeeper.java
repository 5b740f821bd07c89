package org.wms2.server.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore.Site;

/** What the site routes need: the facade's methods, or those of a test. */
public interface SiteKeeper {
    /** Sites that WMS2 has said something of. */
    List<Site> sites();

    /** Says whether a site gets work; NOT_FOUND if there is no such site. */
    Site setSite(SiteName name, SiteStatus status, String reason);

    /** Bans that hold now. */
    List<SiteBan> bans();

    /** Bans a site for a while, for one request or (null) for all; NOT_FOUND if there is no such site. */
    SiteBan ban(SiteName site, @Nullable RequestName request, Duration length, String reason);

    /** Lifts a ban; NOT_FOUND if there is none. */
    void unban(SiteName site, @Nullable RequestName request);
}
