package org.wms2.server;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.PreviewedWish;
import org.wms2.domain.RequestView;
import org.wms2.domain.live.LiveLog;
import org.wms2.domain.live.LiveStatus;
import org.wms2.domain.live.NodeName;
import org.wms2.domain.live.NodePage;
import org.wms2.domain.live.NodeQuery;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore.Site;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.server.http.LiveReader;
import org.wms2.server.http.RequestReader;
import org.wms2.server.http.SiteKeeper;
import org.wms2.server.http.WishKeeper;
import org.wms2.server.wiring.Engine;

/** What the HTTP routes may ask of the engine. */
record Surface(Engine engine) implements RequestReader, WishKeeper, SiteKeeper, LiveReader {
    @Override
    public List<Request> list(RequestFilter filter) {
        return engine.list(filter);
    }

    @Override
    public RequestView show(RequestName name) {
        return engine.show(name);
    }

    @Override
    public List<Wish> wishes(RequestName name) {
        return engine.wishes(name);
    }

    @Override
    public PreviewedWish preview(RequestName name, NewWish wish) {
        return engine.preview(name, wish);
    }

    @Override
    public Wish wish(RequestName name, NewWish wish) {
        return engine.wish(name, wish);
    }

    @Override
    public List<Site> sites() {
        return engine.sites();
    }

    @Override
    public Site setSite(SiteName name, SiteStatus status, String reason) {
        return engine.setSite(name, status, reason);
    }

    @Override
    public List<SiteBan> bans() {
        return engine.bans();
    }

    @Override
    public SiteBan ban(SiteName site, @Nullable RequestName request, Duration length, String reason) {
        return engine.ban(site, request, length, reason);
    }

    @Override
    public void unban(SiteName site, @Nullable RequestName request) {
        engine.unban(site, request);
    }

    @Override
    public NodePage nodes(RequestName name, NodeQuery query) {
        return engine.nodes(name, query);
    }

    @Override
    public LiveLog log(RequestName name, OptionalInt round, NodeName node, int starts, int lines) {
        return engine.log(name, round, node, starts, lines);
    }

    @Override
    public LiveStatus status(RequestName name) {
        return engine.status(name);
    }
}
