package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.RequestStatus;

/** Bans of sites: one per site and request, until they are over or lifted. */
public abstract class SiteBanContract extends StoresContract {
    private static final SiteName CERN = new SiteName("T2_CH_CERN");
    private static final SiteName FNAL = new SiteName("T1_US_FNAL");

    private RequestName a;
    private RequestName b;

    @BeforeEach
    void createRequests() {
        a = created("a", RequestStatus.ACTIVE);
        b = created("b", RequestStatus.ACTIVE);
    }

    private static Instant in(int seconds) {
        return AT.plusSeconds(seconds);
    }

    private static SiteBan ban(SiteName site, @Nullable RequestName request, String reason, int until) {
        return new SiteBan(site, request, reason, "ann@host", AT, in(until));
    }

    @Test
    void bans_come_by_site_then_request_those_of_all_requests_first() {
        assertThat(stores.sites().bans(AT)).isEmpty();
        stores.sites().ban(ban(CERN, b, "3", 60));
        stores.sites().ban(ban(CERN, a, "2", 60));
        stores.sites().ban(ban(CERN, null, "1", 60));
        stores.sites().ban(ban(FNAL, b, "0", 60));
        assertThat(stores.sites().bans(AT))
                .containsExactly(
                        ban(FNAL, b, "0", 60), ban(CERN, null, "1", 60), ban(CERN, a, "2", 60), ban(CERN, b, "3", 60));
    }

    @Test
    void a_ban_holds_until_its_end() {
        stores.sites().ban(ban(CERN, null, "", 60));
        stores.sites().ban(ban(CERN, a, "", 30));
        assertThat(stores.sites().bans(in(29))).hasSize(2);
        assertThat(stores.sites().bans(in(30))).containsExactly(ban(CERN, null, "", 60));
        assertThat(stores.sites().bans(in(60))).isEmpty();
    }

    @Test
    void a_later_ban_of_the_same_site_and_request_replaces_it_even_with_an_earlier_end() {
        stores.sites().ban(ban(CERN, null, "first", 60));
        stores.sites().ban(ban(CERN, a, "first", 60));
        stores.sites().ban(ban(CERN, null, "second", 30));
        stores.sites().ban(ban(CERN, a, "second", 90));
        assertThat(stores.sites().bans(AT)).containsExactly(ban(CERN, null, "second", 30), ban(CERN, a, "second", 90));
        assertThat(stores.sites().bans(in(59))).containsExactly(ban(CERN, a, "second", 90));
    }

    @Test
    void one_that_is_over_comes_back_with_a_later_ban() {
        stores.sites().ban(ban(CERN, a, "first", 1));
        stores.sites().ban(ban(CERN, a, "second", 10));
        assertThat(stores.sites().bans(in(5))).containsExactly(ban(CERN, a, "second", 10));
    }

    @Test
    void a_ban_is_lifted_once_and_no_other_with_it() {
        stores.sites().ban(ban(CERN, null, "", 60));
        stores.sites().ban(ban(CERN, a, "", 60));
        assertThat(stores.sites().unban(CERN, b)).isFalse();
        assertThat(stores.sites().unban(FNAL, null)).isFalse();
        assertThat(stores.sites().unban(CERN, null)).isTrue();
        assertThat(stores.sites().unban(CERN, null)).isFalse();
        assertThat(stores.sites().bans(AT)).containsExactly(ban(CERN, a, "", 60));
        assertThat(stores.sites().unban(CERN, a)).isTrue();
        assertThat(stores.sites().bans(AT)).isEmpty();
    }

    @Test
    void a_ban_for_ever_is_kept() {
        stores.sites().ban(new SiteBan(CERN, null, "gone", "ann@host", AT, Instant.MAX));
        assertThat(stores.sites().bans(AT.plusSeconds(100_000_000L)))
                .singleElement()
                .satisfies(ban -> assertThat(ban.until()).isAfter(Instant.parse("9000-01-01T00:00:00Z")));
    }

    @Test
    void a_decision_bans_for_its_request_or_for_all() {
        applied(a, new Change.BanSite(ban(CERN, a, "x", 60)), new Change.BanSite(ban(CERN, null, "y", 60)));
        applied(a, new Change.BanSite(ban(CERN, a, "z", 90)));
        assertThat(stores.sites().bans(AT)).containsExactly(ban(CERN, null, "y", 60), ban(CERN, a, "z", 90));
    }

    @Test
    void bans_are_undone_with_the_set() {
        stores.sites().ban(ban(CERN, a, "kept", 60));
        lost(
                a,
                new Change.BanSite(ban(CERN, a, "replaced", 90)),
                new Change.BanSite(ban(FNAL, null, "new", 90)),
                new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.HELD, "", ""));
        assertThat(stores.sites().bans(AT)).containsExactly(ban(CERN, a, "kept", 60));
    }

    @Test
    void a_decision_that_bans_for_another_request_is_a_defect() {
        assertThatThrownBy(() -> apply(a, new Change.BanSite(ban(CERN, b, "", 60))))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
        assertThat(stores.sites().bans(AT)).isEmpty();
    }
}
