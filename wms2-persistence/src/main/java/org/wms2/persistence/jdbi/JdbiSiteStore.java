package org.wms2.persistence.jdbi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore;

/** Tables sites and site_bans. */
record JdbiSiteStore(Sql sql) implements SiteStore {
    @Override
    public List<Site> sites() {
        return sql.read(h -> h.createQuery("SELECT name, status, reason FROM sites ORDER BY name")
                .map((row, context) -> new Site(
                        new SiteName(Columns.text(row, "name")),
                        Columns.word(row, "status", SiteStatus.class),
                        Columns.text(row, "reason")))
                .list());
    }

    @Override
    public void put(Site site) {
        sql.execute(h -> h.createUpdate("""
                        INSERT INTO sites (name, status, reason) VALUES (:name, :status, :reason)
                        ON CONFLICT (name) DO UPDATE SET status = excluded.status, reason = excluded.reason""")
                .bind("name", site.name().value())
                .bind("status", site.status().word())
                .bind("reason", site.reason())
                .execute());
    }

    @Override
    public List<SiteBan> bans(Instant at) {
        return sql.read(h -> h.createQuery("""
                        SELECT * FROM site_bans WHERE until > :at ORDER BY site, coalesce(request, '')""")
                .bind("at", Columns.time(at))
                .map((row, context) -> ban(row))
                .list());
    }

    private static SiteBan ban(ResultSet row) throws SQLException {
        return new SiteBan(
                new SiteName(Columns.text(row, "site")),
                request(row.getString("request")),
                Columns.text(row, "reason"),
                Columns.text(row, "who"),
                Columns.instant(row, "since"),
                Columns.instant(row, "until"));
    }

    private static @Nullable RequestName request(@Nullable String name) {
        return name == null ? null : new RequestName(name);
    }

    @Override
    public void ban(SiteBan ban) {
        sql.execute(h -> put(h, ban));
    }

    /** Inserts or replaces a ban; also as a part of a change set. */
    static int put(Handle h, SiteBan ban) {
        RequestName request = ban.request();
        return h.createUpdate("""
                        INSERT INTO site_bans (site, request, reason, who, since, until)
                        VALUES (:site, :request, :reason, :who, :since, :until)
                        ON CONFLICT (site, coalesce(request, '')) DO UPDATE
                        SET reason = excluded.reason, who = excluded.who, since = excluded.since, until = excluded.until""")
                .bind("site", ban.site().value())
                .bind("request", request == null ? null : request.value())
                .bind("reason", ban.reason())
                .bind("who", ban.who())
                .bind("since", Columns.time(ban.since()))
                .bind("until", Columns.time(ban.until()))
                .execute();
    }

    @Override
    public boolean unban(SiteName site, @Nullable RequestName request) {
        return sql.execute(h -> h.createUpdate(
                                "DELETE FROM site_bans WHERE site = :site AND coalesce(request, '') = :request")
                        .bind("site", site.value())
                        .bind("request", request == null ? "" : request.value())
                        .execute())
                == 1;
    }
}
