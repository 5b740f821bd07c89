package org.wms2.cli.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The running local profile that {@code ./check} has started.
 *
 * @param home its WMS2_HOME
 * @param app the app directory whose lib/ holds the jars
 * @param java the java to run them with
 */
record TestHome(Path home, Path app, Path java) {
    private static final String HOW =
            ": run ./check, or './wms2 local start' in a home of your own (not below /tmp) and give its place with"
                    + " -Dwms2.test.home, its app/<hash> with -Dwms2.app and a java >= 21 with -Dwms2.java";

    /** @throws IllegalStateException if it is not given or does not run: these tests are never skipped */
    static TestHome required() {
        TestHome home = new TestHome(property("wms2.test.home"), property("wms2.app"), property("wms2.java"));
        if (!Files.isReadable(home.portFile()) || !Files.isReadable(home.poolConfiguration())) {
            throw new IllegalStateException("expected a started local profile in " + home.home() + ", found no "
                    + home.portFile() + " or no " + home.poolConfiguration() + HOW);
        }
        return home;
    }

    Path storage() {
        return home.resolve("storage");
    }

    /** Where the file of an LFN lies. */
    Path onDisk(String lfn) {
        return storage().resolve(lfn.substring(1));
    }

    Path poolConfiguration() {
        return home.resolve("pool").resolve("condor_config");
    }

    /** HTCondor's release directory. */
    Path condor() {
        return Path.of(read(home.resolve("pool").resolve("release")));
    }

    /** Where the simulated CMS answers. */
    URI cms() {
        return URI.create("http://127.0.0.1:" + read(portFile()));
    }

    /** The documents recorded from a real ReqMgr2; loud if they are not there. */
    static Optional<Path> realDocuments() {
        Path file = Path.of(
                        System.getProperty("wms2.shared", "../../shared"), "contracts", "data", "request-fixtures.json")
                .toAbsolutePath()
                .normalize();
        if (Files.isReadable(file)) {
            return Optional.of(file);
        }
        System.err.println("!!! NOT TESTED: " + file + " is not there; give its place with -Dwms2.shared");
        return Optional.empty();
    }

    private Path portFile() {
        return home.resolve("cms").resolve("port");
    }

    private static Path property(String name) {
        String value = System.getProperty(name, "");
        if (value.isEmpty()) {
            throw new IllegalStateException("-D" + name + " is not given, and the end-to-end tests need it" + HOW);
        }
        return Path.of(value);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the local profile does not run as expected", e);
        }
    }
}
