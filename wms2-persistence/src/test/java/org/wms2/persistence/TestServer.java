package org.wms2.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wms2.persistence.local.LocalPostgres;

/** The one server that all tests of this JVM use; see {@link TestPostgres} for where it comes from. */
final class TestServer {
    private static final Pattern URL = Pattern.compile("(jdbc:postgresql:(?://[^/?]*/)?)([^?]*)(\\?.*)?");
    private static final DatabaseSettings SETTINGS = find();

    private TestServer() {}

    /** The server's own database: a place to create others from. */
    static DatabaseSettings settings() {
        return SETTINGS;
    }

    /** Another database of the server. */
    static DatabaseSettings database(String name) {
        Matcher url = URL.matcher(SETTINGS.url());
        if (!url.matches()) {
            throw new IllegalArgumentException("wms2.test.db-url is no JDBC URL of PostgreSQL: " + SETTINGS.shownUrl());
        }
        String parameters = url.group(3) == null ? "" : url.group(3);
        return DatabaseSettings.of(url.group(1) + name + parameters, SETTINGS.user(), SETTINGS.password())
                .withPoolSize(4);
    }

    private static DatabaseSettings find() {
        String url = System.getProperty("wms2.test.db-url", "");
        if (!url.isEmpty()) {
            return DatabaseSettings.of(url, "", "");
        }
        String home = System.getProperty("wms2.test.home", "");
        return home.isEmpty() ? own() : new LocalPostgres(Path.of(home)).settings();
    }

    private static DatabaseSettings own() {
        Path home = temporaryHome();
        LocalPostgres server = new LocalPostgres(home);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, home), "stop-test-postgres"));
        return server.start();
    }

    /** A new directory with a short path that the server's account may pass. */
    static Path temporaryHome() {
        try {
            Path home = Files.createTempDirectory("wms2-pg");
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops a server and deletes its home. */
    static void end(LocalPostgres server, Path home) {
        server.stop();
        try (Stream<Path> tree = Files.walk(home)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
