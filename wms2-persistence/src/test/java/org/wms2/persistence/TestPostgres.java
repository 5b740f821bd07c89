package org.wms2.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wms2.persistence.local.LocalPostgres;

/**
 * The PostgreSQL of the tests: every caller gets an empty database of its own. The server is the one of {@code
 * -Dwms2.test.db-url} (user and password inside; the user may create databases), else the one that runs in the home {@code
 * -Dwms2.test.home}, else one that is started for this JVM and deleted at its end.
 */
public final class TestPostgres {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static @Nullable DatabaseSettings server;

    private TestPostgres() {}

    /** Creates an empty database; it is dropped when the JVM ends. */
    public static DatabaseSettings freshDatabase() {
        DatabaseSettings settings = server();
        String name = "test_" + ProcessHandle.current().pid() + "_" + Long.toString(System.nanoTime(), 36) + "_"
                + COUNT.incrementAndGet();
        execute(settings, "CREATE DATABASE " + name);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (own == null) {
                execute(settings, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            }
        }));
        String url = settings.url().replaceFirst("(//[^/]*/)[^?]*", "$1" + name);
        return DatabaseSettings.of(url, settings.user(), settings.password()).withPoolSize(4);
    }

    /** Runs a statement on a connection of its own. */
    public static void execute(DatabaseSettings settings, String sql) {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the tests' PostgreSQL refused: " + sql, e);
        }
    }

    /** A plain connection. */
    public static Connection connect(DatabaseSettings settings) throws SQLException {
        return settings.user().isEmpty()
                ? DriverManager.getConnection(settings.url())
                : DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    }

    /** A new directory with a short path that any account may pass through, deleted when the JVM ends. */
    public static Path openDirectory() {
        try {
            Path directory = Files.createTempDirectory(
                    "wms2-test", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a directory with all that is in it. */
    public static void delete(Path directory) {
        try (java.util.stream.Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable LocalPostgres own;

    private static synchronized DatabaseSettings server() {
        DatabaseSettings known = server;
        if (known == null) {
            known = find();
            server = known;
        }
        return known;
    }

    private static DatabaseSettings find() {
        String url = System.getProperty("wms2.test.db-url", "");
        if (!url.isEmpty()) {
            return DatabaseSettings.of(url, "", "");
        }
        String home = System.getProperty("wms2.test.home", "");
        if (!home.isEmpty()) {
            return new LocalPostgres(Path.of(home)).settings();
        }
        Path directory = openDirectory();
        LocalPostgres postgres = new LocalPostgres(directory);
        own = postgres;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            postgres.reset();
            delete(directory);
        }));
        return postgres.start();
    }
}
