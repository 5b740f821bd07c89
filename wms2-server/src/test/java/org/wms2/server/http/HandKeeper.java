package org.wms2.server.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.PreviewedWish;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore.Site;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;

/** Keeps wishes and sites in lists: "alive" is a request that is active, "over" one that is completed. */
final class HandKeeper implements WishKeeper, SiteKeeper {
    final List<Wish> written = new ArrayList<>();
    final List<Site> put = new ArrayList<>();
    final List<SiteBan> banned = new ArrayList<>();

    @Override
    public List<Wish> wishes(RequestName name) {
        return List.copyOf(written);
    }

    @Override
    public PreviewedWish preview(RequestName name, NewWish wish) {
        RequestStatus status = switch (name.value()) {
            case "alive" -> RequestStatus.ACTIVE;
            case "over" -> RequestStatus.COMPLETED;
            default -> throw new Wms2Exception(ErrorCode.NOT_FOUND, "there is no request " + name);
        };
        return new PreviewedWish(
                SampleRows.request(name.value(), status),
                wish,
                !status.isFinal(),
                "it would be " + wish.kind().word(),
                Optional.of(new ClaimView("me@here/1/2", SampleRows.T0, true)));
    }

    @Override
    public Wish wish(RequestName name, NewWish wish) {
        Wish made = new Wish(written.size() + 1L, wish, false, SampleRows.T0);
        written.add(made);
        return made;
    }

    @Override
    public List<Site> sites() {
        return List.copyOf(put);
    }

    @Override
    public Site setSite(SiteName name, SiteStatus status, String reason) {
        known(name);
        Site site = new Site(name, status, reason);
        put.add(site);
        return site;
    }

    @Override
    public List<SiteBan> bans() {
        return List.copyOf(banned);
    }

    @Override
    public SiteBan ban(SiteName site, @Nullable RequestName request, Duration length, String reason) {
        known(site);
        SiteBan ban = new SiteBan(site, request, reason, "me@here", SampleRows.T0, SampleRows.T0.plus(length));
        banned.add(ban);
        return ban;
    }

    @Override
    public void unban(SiteName site, @Nullable RequestName request) {
        if (!banned.removeIf(b -> b.site().equals(site))) {
            throw new Wms2Exception(ErrorCode.NOT_FOUND, site + " is not banned");
        }
    }

    private static void known(SiteName name) {
        if (!name.value().equals("T2_CH_CERN")) {
            throw new Wms2Exception(ErrorCode.NOT_FOUND, "CRIC knows no site " + name);
        }
    }
}
