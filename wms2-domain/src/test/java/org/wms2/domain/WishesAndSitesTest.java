package org.wms2.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore.Site;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishKind;

/** The facade's wishes and sites. */
class WishesAndSitesTest {
    private final World world = new World();
    private final Wms2 wms2 = world.process("a");

    private static NewWish wish(WishKind kind) {
        return NewWish.of(kind, "op@desk", "");
    }

    private RequestName imported() {
        RequestName name = world.assigned(Specs.generator("gen", 600));
        wms2.importRequest(name, RequestOptions.NONE);
        return name;
    }

    @Test
    void aPreviewSaysWhatWouldHappenAndStoresNothing() {
        RequestName name = imported();

        PreviewedWish hold = wms2.preview(name, wish(WishKind.HOLD));

        assertThat(hold.accepted()).isTrue();
        assertThat(hold.words()).isEqualTo("it rests at once");
        assertThat(wms2.wishes(name)).isEmpty();
        assertThat(wms2.wish(name, wish(WishKind.HOLD)).what()).isEqualTo(wish(WishKind.HOLD));
        assertThat(wms2.wishes(name)).extracting(Wish::kind).containsExactly(WishKind.HOLD);
    }

    @Test
    void aPreviewNamesTheStrongerWishThatActsFirst() {
        RequestName name = imported();
        wms2.wish(name, wish(WishKind.ABORT));

        assertThat(wms2.preview(name, wish(WishKind.HOLD)).words())
                .isEqualTo("abort by op@desk is stronger and acts first; else it rests at once");
        assertThat(wms2.preview(name, wish(WishKind.ABORT)).words()).doesNotContain("stronger");
        assertThat(wms2.preview(name, new NewWish(WishKind.PRIORITY, false, false, 5, "op@desk", ""))
                        .words())
                .startsWith("its priority becomes 5");
    }

    @Test
    void aFinalRequestTakesNoWish() {
        RequestName name = imported();
        wms2.wish(name, wish(WishKind.ABORT));
        assertThat(world.settle(wms2, name).request().status()).isEqualTo(RequestStatus.ABORTED);

        PreviewedWish release = wms2.preview(name, wish(WishKind.RELEASE));

        assertThat(release.accepted()).isFalse();
        assertThat(release.words()).isEqualTo("nothing: it is aborted");
        assertThatThrownBy(() -> wms2.wish(name, wish(WishKind.RELEASE)))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void aSiteThatCricKnowsGetsAStatus() {
        Site banned = wms2.setSite(new SiteName("T2_CH_CERN"), SiteStatus.DISABLED, "disk full");

        assertThat(wms2.sites()).containsExactly(banned);
        assertThat(banned).isEqualTo(new Site(new SiteName("T2_CH_CERN"), SiteStatus.DISABLED, "disk full"));
    }

    @Test
    void aSiteThatNobodyKnowsIsRefusedWithTheNearestNames() {
        assertThatThrownBy(() -> wms2.setSite(new SiteName("T2_CH_CREN"), SiteStatus.DISABLED, ""))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessage("CRIC knows no site T2_CH_CREN: did you mean T2_CH_CERN?");
        assertThatThrownBy(() -> wms2.setSite(new SiteName("T1_US_FNAL_Buffer"), SiteStatus.DISABLED, ""))
                .hasMessage("CRIC knows no site T1_US_FNAL_Buffer: did you mean T1_US_FNAL?");
        assertThatThrownBy(() -> wms2.setSite(new SiteName("T3_KR_KISTI"), SiteStatus.DISABLED, ""))
                .hasMessage("CRIC knows no site T3_KR_KISTI: it knows 2 sites");
        assertThat(wms2.sites()).isEmpty();
    }

    @Test
    void aSiteThatCricHasForgottenCanStillBeChanged() {
        SiteName gone = new SiteName("T3_XX_Gone");
        world.stores.sites().put(new Site(gone, SiteStatus.DISABLED, "closed"));

        assertThat(wms2.setSite(gone, SiteStatus.ENABLED, "back").status()).isEqualTo(SiteStatus.ENABLED);
    }
}
