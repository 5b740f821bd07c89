package org.wms2.ports.cms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;

/** What every {@link Cric} does that knows at least CERN and Fermilab. */
public abstract class CricContract {

    protected abstract Cric cric();

    @Test
    void disksServeTheirSites() {
        SiteMap map = cric().siteMap();

        assertThat(map.sitesOf(new RseName("T2_CH_CERN"))).contains(new SiteName("T2_CH_CERN"));
        assertThat(map.sitesOf(new RseName("T1_US_FNAL_Disk"))).containsExactly(new SiteName("T1_US_FNAL"));
        assertThat(map.outputRse(new SiteName("T1_US_FNAL"))).contains(new RseName("T1_US_FNAL_Disk"));
    }

    @Test
    void tapeServesNoSite() {
        assertThat(cric().siteMap().sitesByRse().keySet())
                .noneMatch(r -> r.value().endsWith("_MSS"))
                .isNotEmpty();
    }
}
