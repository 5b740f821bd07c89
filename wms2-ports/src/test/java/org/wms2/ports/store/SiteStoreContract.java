package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.store.SiteStore.Site;

/** What WMS2 says of sites. */
public abstract class SiteStoreContract extends StoresContract {
    private static Site site(String name, SiteStatus status) {
        return new Site(new SiteName(name), status, "because of " + status.word());
    }

    @Test
    void at_first_no_site_is_known() {
        assertThat(stores.sites().sites()).isEmpty();
    }

    @Test
    void sites_come_by_name_with_every_status() {
        stores.sites().put(site("T2_US_MIT", SiteStatus.DRAINING));
        stores.sites().put(site("T1_US_FNAL", SiteStatus.ENABLED));
        stores.sites().put(site("T2_CH_CERN", SiteStatus.DISABLED));
        stores.sites().put(site("T2_DE_DESY", SiteStatus.MAINTENANCE));
        assertThat(stores.sites().sites())
                .containsExactly(
                        site("T1_US_FNAL", SiteStatus.ENABLED),
                        site("T2_CH_CERN", SiteStatus.DISABLED),
                        site("T2_DE_DESY", SiteStatus.MAINTENANCE),
                        site("T2_US_MIT", SiteStatus.DRAINING));
    }

    @Test
    void a_site_is_replaced() {
        stores.sites().put(site("T2_CH_CERN", SiteStatus.DISABLED));
        stores.sites().put(site("T2_CH_CERN", SiteStatus.ENABLED));
        assertThat(stores.sites().sites()).containsExactly(site("T2_CH_CERN", SiteStatus.ENABLED));
    }
}
