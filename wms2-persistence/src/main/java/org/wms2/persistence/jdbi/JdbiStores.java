package org.wms2.persistence.jdbi;

import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.wms2.ports.store.Stores;

/** The stores of one migrated PostgreSQL database. */
public final class JdbiStores {
    private JdbiStores() {}

    /** Stores over a pool; they hold no state and no connection of their own. */
    public static Stores over(DataSource pool) {
        Sql sql = new Sql(Jdbi.create(pool).installPlugin(new PostgresPlugin()));
        return new Stores(
                new JdbiRequestStore(sql),
                new JdbiWorkStore(sql),
                new JdbiOutputStore(sql),
                new JdbiSnapshotStore(sql),
                new JdbiLedgerStore(sql),
                new JdbiWishStore(sql),
                new JdbiSiteStore(sql),
                new JdbiFailureStore(sql),
                new JdbiAlertStore(sql));
    }
}
