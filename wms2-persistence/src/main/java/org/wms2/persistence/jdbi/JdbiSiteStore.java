package org.wms2.persistence.jdbi;

import java.util.List;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore;

/** Table sites. */
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
    public List<SiteBan> bans(java.time.Instant at) {
        throw new UnsupportedOperationException("comes with the persistence part");
    }

    @Override
    public void ban(SiteBan ban) {
        throw new UnsupportedOperationException("comes with the persistence part");
    }

    @Override
    public boolean unban(SiteName site, @org.jspecify.annotations.Nullable RequestName request) {
        throw new UnsupportedOperationException("comes with the persistence part");
    }
}
