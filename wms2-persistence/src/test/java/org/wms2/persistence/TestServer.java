package org.wms2.persistence;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        Path home = TestHomes.make();
        LocalPostgres server = new LocalPostgres(home);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> TestHomes.end(server, home), "stop-test-postgres"));
        return server.start();
    }
}
