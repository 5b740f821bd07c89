package org.wms2.persistence;

import java.time.Duration;
import org.wms2.ports.error.InputRefusedException;

/**
 * How to reach a PostgreSQL database.
 *
 * @param url JDBC URL, {@code jdbc:postgresql://host:port/database}; may name user and password itself
 * @param user empty: the URL's
 * @param password empty: the URL's, or none
 * @param poolSize connections at most, 2 to 100: a snapshot that is being saved holds one while decisions go on
 * @param connectTimeout how long to wait for a connection, above 0
 */
public record DatabaseSettings(String url, String user, String password, int poolSize, Duration connectTimeout) {
    /** Connections of a server that drives requests; a command needs 2. */
    public static final int DEFAULT_POOL_SIZE = 10;

    /** Short, so that a person who waits is told soon. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

    public DatabaseSettings {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new InputRefusedException("db-url", withoutSecrets(url), "jdbc:postgresql://host:port/database");
        }
        if (poolSize < 2 || poolSize > 100) {
            throw new InputRefusedException("database pool size", String.valueOf(poolSize), "2 to 100");
        }
        if (connectTimeout.compareTo(Duration.ofMillis(250)) < 0) {
            throw new InputRefusedException("database connect timeout", connectTimeout.toString(), "PT0.25S or more");
        }
    }

    /** With the default pool and timeout. */
    public static DatabaseSettings of(String url, String user, String password) {
        return new DatabaseSettings(url, user, password, DEFAULT_POOL_SIZE, DEFAULT_CONNECT_TIMEOUT);
    }

    /** The same with another pool size. */
    public DatabaseSettings withPoolSize(int size) {
        return new DatabaseSettings(url, user, password, size, connectTimeout);
    }

    /** The URL as it may be shown: without parameters and without {@code user:password@}. */
    public String shownUrl() {
        return withoutSecrets(url);
    }

    private static String withoutSecrets(String url) {
        return url.replaceAll("\\?.*", "").replaceAll("//[^/@]*@", "//");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return shownUrl() + (user.isEmpty() ? "" : " as " + user);
    }
}
