package org.wms2.persistence;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.wms2.ports.store.Stores;

/**
 * A real PostgreSQL for tests: a fresh database per test class, dropped after it. In a test class:
 *
 * <pre>{@code @RegisterExtension
 * static final TestPostgres POSTGRES = new TestPostgres();}</pre>
 *
 * <p>The server is {@code -Dwms2.test.db-url} (its user must be allowed to create databases); else that of {@code
 * -Dwms2.test.home}, which must run; else one of our own per JVM, in a temporary directory, stopped when the JVM ends. Works
 * for root too.
 */
public final class TestPostgres implements BeforeAllCallback, AfterAllCallback {
    private final String name = "wms2_test_"
            + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

    /** The test class and its nested ones, each of which begins and ends on its own. */
    private int classes;

    private @Nullable Database database;

    /** How to connect to this class's database, which is empty until {@link #database} is called. */
    public DatabaseSettings settings() {
        return TestServer.database(name);
    }

    /** The database, migrated; opened at the first call. */
    public synchronized Database database() {
        Database open = database;
        if (open == null) {
            open = Database.open(settings());
            database = open;
        }
        return open;
    }

    /** The database's stores, as they are. */
    public Stores stores() {
        return database().stores();
    }

    /** The database's stores after every row of every table has been deleted. */
    public Stores emptyStores() {
        Stores stores = stores();
        List<String> tables = rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                + " AND tablename <> 'flyway_schema_history'");
        execute("TRUNCATE " + String.join(", ", tables) + " RESTART IDENTITY CASCADE");
        return stores;
    }

    /** Runs one statement in this class's database, on a connection of its own. */
    public void execute(String sql) {
        run(settings(), sql);
    }

    /** The first column of what a query finds. */
    public List<String> rows(String sql) {
        try (Connection connection = connect(settings());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("in the test's database: " + sql, e);
        }
    }

    /** A plain connection, which the caller closes. */
    public static Connection connect(DatabaseSettings settings) throws SQLException {
        Properties properties = new Properties();
        if (!settings.user().isEmpty()) {
            properties.setProperty("user", settings.user());
            properties.setProperty("password", settings.password());
        }
        return DriverManager.getConnection(settings.url(), properties);
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        if (classes++ == 0) {
            run(TestServer.settings(), "CREATE DATABASE " + name);
        }
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        if (--classes > 0) {
            return;
        }
        Database open = database;
        if (open != null) {
            open.close();
        }
        run(TestServer.settings(), "DROP DATABASE " + name + " WITH (FORCE)");
    }

    private static void run(DatabaseSettings settings, String sql) {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("in database " + settings + ": " + sql, e);
        }
    }
}
