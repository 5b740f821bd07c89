package org.wms2.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.wms2.persistence.jdbi.Failures;
import org.wms2.persistence.jdbi.JdbiStores;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.store.Stores;

/** One open PostgreSQL database, brought up to date, with a pool of connections. Thread-safe; close it at the end. */
public final class Database implements AutoCloseable {
    private static final int OLDEST_SERVER = 14;

    /**
     * A client that stops for longer than this in the middle of a transaction loses it, and its locks; nobody waits longer
     * than this for a lock or a statement.
     */
    private static final String SESSION = "SET idle_in_transaction_session_timeout = '60s';"
            + " SET lock_timeout = '30s'; SET statement_timeout = '120s'; SET timezone = 'UTC'";

    private final HikariDataSource pool;
    private final Stores stores;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.stores = JdbiStores.over(pool);
    }

    /**
     * Checks that the database answers and is not newer than this program, migrates it, and opens the pool. Several
     * processes may do so at once.
     *
     * @throws Wms2Exception DATABASE_UNAVAILABLE with one line of what to do
     */
    public static Database open(DatabaseSettings settings) {
        check(settings);
        Migrations.bringUpToDate(settings);
        return new Database(pool(settings));
    }

    /** The stores; usable until {@link #close}. */
    public Stores stores() {
        return stores;
    }

    /**
     * Whether the database answers now, within the connect timeout.
     *
     * @throws Wms2Exception DATABASE_UNAVAILABLE if it does not
     */
    public void check() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    /** Closes all connections. */
    @Override
    public void close() {
        pool.close();
    }

    private static void check(DatabaseSettings settings) {
        Properties properties = new Properties();
        if (!settings.user().isEmpty()) {
            properties.setProperty("user", settings.user());
        }
        if (!settings.password().isEmpty()) {
            properties.setProperty("password", settings.password());
        }
        String seconds = String.valueOf(Math.max(1, settings.connectTimeout().toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        try (Connection connection = DriverManager.getConnection(settings.url(), properties);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_version_num")) {
            row.next();
            int major = row.getInt(1) / 10_000;
            if (major < OLDEST_SERVER) {
                throw Failures.unavailable(
                        "the server of " + settings + " is PostgreSQL " + major + ", needed is " + OLDEST_SERVER
                                + " or newer: upgrade it",
                        null);
            }
        } catch (SQLException e) {
            throw Failures.unavailable(
                    "no connection to the database " + settings + " (" + Failures.oneLine(e)
                            + "): check that it runs, the URL, the user and the password",
                    e);
        }
    }

    private static HikariDataSource pool(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("wms2-database");
        config.setJdbcUrl(settings.url());
        if (!settings.user().isEmpty()) {
            config.setUsername(settings.user());
        }
        if (!settings.password().isEmpty()) {
            config.setPassword(settings.password());
        }
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(settings.connectTimeout().toMillis());
        config.setConnectionInitSql(SESSION);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "wms2");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "180");
        return new HikariDataSource(config);
    }
}
