package org.wms2.persistence.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BiFunction;
import org.wms2.persistence.DatabaseSettings;
import org.wms2.persistence.jdbi.Failures;
import org.wms2.ports.error.Wms2Exception;

/** Our database in the local server. */
final class ServerDatabase {
    private ServerDatabase() {}

    /** Creates the database if it is not there. The caller holds the lock, so nobody else does. */
    static void ensure(DatabaseSettings settings, String name, BiFunction<String, Throwable, Wms2Exception> failure) {
        String url = settings.url().substring(0, settings.url().lastIndexOf('/')) + "/postgres?connectTimeout=10";
        try (Connection connection = DriverManager.getConnection(url, settings.user(), settings.password());
                Statement statement = connection.createStatement()) {
            boolean there;
            try (ResultSet rows = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                there = rows.next();
            }
            if (!there) {
                statement.execute("CREATE DATABASE " + name);
            }
        } catch (SQLException e) {
            throw failure.apply("it does not take our connection: " + Failures.oneLine(e), e);
        }
    }
}
