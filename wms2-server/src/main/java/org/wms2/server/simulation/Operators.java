package org.wms2.server.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore;
import org.wms2.ports.store.Stores;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

/** People: they wish things at any time, drain and ban sites, and sooner or later look after what is held. */
final class Operators {
    private static final String WHO = "operator@simulation";

    private static final int MOST = 999_999;

    private final VirtualTime time;
    private final Chance chance;
    private final Journal journal;
    private final Stores stores;
    private final List<RequestName> requests;
    private final List<SiteName> sites;
    private final Runnable nudge;
    private boolean wilful = true;

    Operators(
            VirtualTime time,
            Chance chance,
            Journal journal,
            Stores stores,
            List<RequestName> requests,
            List<SiteName> sites,
            Runnable nudge) {
        this.time = time;
        this.chance = chance;
        this.journal = journal;
        this.stores = stores;
        this.requests = requests;
        this.sites = sites;
        this.nudge = nudge;
    }

    /** From now on they only release what is held, and every site is used. */
    void calm() {
        wilful = false;
        sites.forEach(s -> {
            stores.sites().put(new SiteStore.Site(s, SiteStatus.ENABLED, "calm"));
            stores.sites().unban(s, null);
        });
    }

    /** Wishes until it is calm, so many a day on average. */
    void wish(double perDay) {
        if (perDay <= 0) {
            return;
        }
        Duration mean = Duration.ofSeconds(Math.round(86_400 / perDay));
        time.in(chance.between(Duration.ZERO, mean.multipliedBy(2)), () -> {
            if (wilful) {
                any();
                wish(perDay);
            }
        });
    }

    /** Somebody looks at what is held, now and then, for ever. */
    void lookAfterHeld() {
        time.in(chance.between(Duration.ofMinutes(30), Duration.ofHours(4)), () -> {
            requests.forEach(this::lookAfter);
            lookAfterHeld();
        });
    }

    private void any() {
        RequestName request = chance.oneOf(requests);
        switch (chance.between(1, 20)) {
            case 1, 2, 3 -> add(request, NewWish.of(WishKind.STOP, WHO, "stop"));
            case 4, 5, 6, 7 -> add(request, new NewWish(WishKind.STOP, true, false, null, WHO, "requeue"));
            case 8, 9 -> add(request, NewWish.of(WishKind.HOLD, WHO, "hold"));
            case 10, 11 -> add(request, NewWish.of(WishKind.RELEASE, WHO, "release"));
            case 12, 13 ->
                add(request, new NewWish(WishKind.PRIORITY, false, false, chance.between(0, MOST), WHO, "priority"));
            case 14 -> add(request, NewWish.of(WishKind.FINISH, WHO, "finish"));
            case 15 -> {
                WishKind end = chance.happens(0.5) ? WishKind.ABORT : WishKind.FAIL;
                if (chance.happens(0.3)) {
                    add(request, NewWish.of(end, WHO, "end"));
                }
            }
            case 16, 17 -> drain(chance.oneOf(sites));
            default -> ban(chance.oneOf(sites), chance.happens(0.5) ? request : null);
        }
    }

    private void drain(SiteName site) {
        journal.note("an operator drains " + site);
        stores.sites().put(new SiteStore.Site(site, SiteStatus.DRAINING, "drained"));
        time.in(
                chance.between(Duration.ofHours(1), Duration.ofHours(12)),
                () -> stores.sites().put(new SiteStore.Site(site, SiteStatus.ENABLED, "back")));
    }

    private void ban(SiteName site, @org.jspecify.annotations.Nullable RequestName request) {
        journal.note("an operator bans " + site);
        stores.sites()
                .ban(new SiteBan(
                        site,
                        request,
                        "bad",
                        WHO,
                        time.instant(),
                        time.instant().plus(chance.between(Duration.ofHours(1), Duration.ofHours(12)))));
    }

    private void lookAfter(RequestName name) {
        Optional<Request> request = stores.requests().find(name);
        boolean waits = request.filter(r -> r.status() == RequestStatus.HELD || r.cause() == Cause.DAGMAN_HELD)
                .isPresent();
        if (!waits) {
            return;
        }
        boolean held = request.get().status() == RequestStatus.HELD;
        if (stores.wishes().open(name).isEmpty()) {
            boolean replan = held && chance.happens(0.2);
            add(name, new NewWish(WishKind.RELEASE, false, replan, null, WHO, "looked after"));
        } else if (!held) {
            // An open hold is stronger than a release: only a stop ends the wait for a DAGMan that somebody holds.
            add(name, NewWish.of(WishKind.STOP, WHO, "looked after"));
        }
    }

    private void add(RequestName name, NewWish wish) {
        try {
            stores.wishes().add(name, wish);
            journal.note("an operator wishes of " + name + ": " + wish.kind() + (wish.requeue() ? " requeue" : "")
                    + (wish.replan() ? " replan" : ""));
            nudge.run();
        } catch (Wms2Exception e) {
            journal.note("a wish of " + name + " is refused: " + e.text());
        }
    }
}
