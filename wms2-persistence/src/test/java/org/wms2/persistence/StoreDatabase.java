package org.wms2.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.store.Stores;

/** One migrated database for all tests of a JVM that begin with empty tables. */
final class StoreDatabase {
    private static final DatabaseSettings SETTINGS = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(SETTINGS);

    private StoreDatabase() {}

    static Stores emptied() {
        TestPostgres.execute(SETTINGS, "TRUNCATE requests, sites CASCADE");
        return DATABASE.stores();
    }

    /** Lets a lease end by the database's own clock. */
    static void endLease(RequestName name) {
        try (Connection connection = TestPostgres.connect(SETTINGS);
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE requests SET lease_end = clock_timestamp() - interval '1 ms' WHERE name = ?")) {
            update.setString(1, name.value());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static long count(String query) {
        try (Connection connection = TestPostgres.connect(SETTINGS);
                Statement statement = connection.createStatement();
                java.sql.ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static DatabaseSettings settings() {
        return SETTINGS;
    }
}
